import { describe, expect, it } from 'vitest';
import { ApiError } from './api.ts';
import { formErrors } from './fieldErrors.ts';

function failure(code: string, details?: unknown): ApiError {
  return new ApiError(400, { code, message: `said by ${code}`, requestId: null, details });
}

describe('formErrors', () => {
  it('says nothing without a failure', () => {
    expect(formErrors(null)).toEqual({ fields: {}, form: null });
  });

  it('puts a code beside the field that it is about', () => {
    const found = formErrors(failure('NAME_TAKEN'), { NAME_TAKEN: 'name' });
    expect(found).toEqual({ fields: { name: 'said by NAME_TAKEN' }, form: null });
  });

  it('puts the server’s findings beside their fields; an item of a list is a line', () => {
    const details = [
      { path: 'owner.email', message: 'no address' },
      { path: 'allowList.2', message: 'no network' },
    ];
    expect(formErrors(failure('VALIDATION_FAILED', details)).fields).toEqual({
      'owner.email': 'no address',
      allowList: 'Line 3: no network',
    });
  });

  it('says everything else above the buttons', () => {
    expect(formErrors(failure('QUOTA_REACHED')).form).toBe('said by QUOTA_REACHED');
    expect(formErrors(failure('VALIDATION_FAILED', [{ odd: 1 }])).form).toBe('said by VALIDATION_FAILED');
    expect(formErrors(new Error('broken')).form).toBe('broken');
  });
});
