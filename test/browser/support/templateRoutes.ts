import type { TemplateView } from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import type { Page, Route } from 'playwright-core';

export const TEMPLATE_ID = '0190b000-0000-7000-8000-00000000c001';

/** One template behind the page's requests, as the contract has it: with a number that grows with every save. */
export class TemplateRoutes {
  view: TemplateView;
  saves = 0;
  /** Templates that were made from a document. */
  made: { name: string; document: TemplateDocument }[] = [];
  /** Nothing answers, as behind a cut cable. */
  isCut = false;

  constructor(document: TemplateDocument) {
    this.view = {
      id: TEMPLATE_ID,
      name: document.name,
      folder: '',
      layouts: [],
      draftRev: 1,
      publishedVersion: null,
      changed: true,
      changedAt: new Date(0).toISOString(),
      changedBy: 'Noor Haddad',
      usedBy: 0,
      archived: false,
      draft: document,
    };
  }

  /** Somebody else saves. */
  saveAsOther(document: TemplateDocument): void {
    const draftRev = this.view.draftRev + 1;
    this.view = { ...this.view, draftRev, draft: document, changedBy: 'Imre Kovács' };
  }

  async serve(page: Page): Promise<void> {
    await page.route('**/api/**', (route) =>
      this.isCut ? route.abort('connectionfailed') : route.fallback(),
    );
    await page.route(/\/api\/templates(\/|$)/, (route) => this.answer(route));
  }

  private async answer(route: Route): Promise<void> {
    if (this.isCut) return route.abort('connectionfailed');
    const request = route.request();
    const call = `${request.method()} ${new URL(request.url()).pathname.replace(TEMPLATE_ID, ':id')}`;
    switch (call) {
      case 'GET /api/templates/:id':
        return route.fulfill({ json: this.view });
      case 'PUT /api/templates/:id/draft':
        return this.save(route, request.postDataJSON());
      case 'POST /api/templates': {
        const { name, from } = request.postDataJSON();
        this.made.push({ name, document: from.document });
        return route.fulfill({
          status: 201,
          json: { ...this.view, id: TEMPLATE_ID.replace('c001', 'c002'), name },
        });
      }
      default:
        return route.fulfill({
          status: 404,
          json: { error: { code: 'NOT_FOUND', message: 'Not here.', requestId: 'r' } },
        });
    }
  }

  private save(route: Route, { rev, document }: { rev: number; document: TemplateDocument }): Promise<void> {
    if (rev !== this.view.draftRev) {
      const { draftRev, changedAt, changedBy, draft } = this.view;
      const details = { draftRev, changedAt, changedBy, draft };
      const error = {
        code: 'TEMPLATE_CHANGED',
        message: 'Somebody else has changed it.',
        requestId: 'r',
        details,
      };
      return route.fulfill({ status: 409, json: { error } });
    }
    this.saves += 1;
    this.view = { ...this.view, draftRev: rev + 1, draft: document };
    return route.fulfill({ json: { draftRev: this.view.draftRev, changedAt: this.view.changedAt } });
  }
}
