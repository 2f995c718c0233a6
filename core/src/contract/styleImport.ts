import { z } from 'zod';
import { FONTS } from '../displays/document/style.ts';
import { uuid } from './common.ts';
import { folderName } from './templates.ts';

/** A web address as people type it: `run.example` is enough. */
const webAddress = z.string().trim().min(1).max(2_000);

export const styleImportBody = z.object({ url: webAddress });

const siteColour = z.object({
  /** `#rrggbb` */
  colour: z.string(),
  /** How much of the site's colour it is, 0 to 1. */
  share: z.number(),
  /** Black, white and what lies between; these are listed last. */
  grey: z.boolean(),
});
export type SiteColour = z.infer<typeof siteColour>;

const siteFont = z.object({
  family: z.string(),
  /** The one of our faces that comes nearest. */
  nearest: z.enum(FONTS),
  /** It sets headings. */
  headings: z.boolean(),
});
export type SiteFont = z.infer<typeof siteFont>;

const sitePicture = z.object({
  url: z.string(),
  /** `cover` is what the site shows of itself when somebody links to it. */
  kind: z.enum(['logo', 'icon', 'cover', 'picture']),
  /** What the site says about it, or the name of its file. */
  words: z.string(),
  /** As the site says; null: it says nothing. */
  widthPx: z.number().int().nullable(),
  heightPx: z.number().int().nullable(),
});
export type SitePicture = z.infer<typeof sitePicture>;

/** What a website looks like: proposals to choose from, best first. */
export const siteStyle = z.object({
  /** Where the page was in the end. */
  pageUrl: z.string(),
  title: z.string(),
  colours: z.array(siteColour),
  fonts: z.array(siteFont),
  pictures: z.array(sitePicture),
  /** Style sheets that could not be read; what they say is missing here. */
  missingSheets: z.number().int(),
});
export type SiteStyle = z.infer<typeof siteStyle>;

export const importPictureBody = z.object({
  url: webAddress,
  name: z.string().trim().min(1).max(120),
  folder: folderName.default(''),
});
export type ImportPictureBody = z.input<typeof importPictureBody>;

export const importedPicture = z.object({ id: uuid });
export type ImportedPicture = z.infer<typeof importedPicture>;

export const picturePreviewQuery = z.object({ url: webAddress });
