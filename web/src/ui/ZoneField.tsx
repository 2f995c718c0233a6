import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';

interface ZoneFieldProps {
  value: string;
  onChange: (zone: string) => void;
  error?: string | undefined;
  disabled?: boolean;
}

/** A time zone by its IANA name: all that this browser knows. */
export function ZoneField({ value, onChange, error, disabled = false }: ZoneFieldProps) {
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone');
    return known.includes(value) ? known : [value, ...known];
  }, [value]);
  return (
    <NativeSelect
      label="Time zone"
      description="Times on all pages are shown in it"
      data={zones}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      disabled={disabled}
    />
  );
}

/** The zone of this browser, as a first guess. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
