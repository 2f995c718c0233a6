/** Branded identifiers: a tenant id cannot be passed where a user id is meant. All are UUIDv7 text except links. */

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** A timing partner: the company that owns events, streams and screens. */
export type TenantId = Id<'tenant'>;
export type UserId = Id<'user'>;
export type LoginSessionId = Id<'login-session'>;
/** An operator's isolated workspace: roster, stream, template, queue. */
export type DisplaySessionId = Id<'display-session'>;
/** What timing software offers on the timing port, over all its reconnects. */
export type TimingSessionId = Id<'timing-session'>;
/** One TCP connection's recording in the journal. */
export type StreamId = Id<'stream'>;
export type TimingKeyId = Id<'timing-key'>;
/** A key that a program sends as `X-API-Key`. */
export type ApiKeyId = Id<'api-key'>;
export type InvitationId = Id<'invitation'>;
export type CustomRoleId = Id<'custom-role'>;
/** An authenticator app or a passkey of one person. */
export type SecondFactorId = Id<'second-factor'>;
/** A platform administrator's look into one partner's data. */
export type VisitId = Id<'visit'>;
export type PlaylistId = Id<'playlist'>;
export type PresetId = Id<'preset'>;
/** A template of a partner's; those of the product have names instead. */
export type OwnTemplateId = Id<'template'>;
/** A picture of a partner's. */
export type AssetId = Id<'asset'>;
/** The eight characters of a display link. */
export type DisplayLinkId = Id<'display-link'>;

/** The 32 letters of display links: capitals and digits without 0, O, 1 and I, which are misread from a wall. */
export const LINK_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** Length of a display link: 32^8 = 2^40 possibilities. */
export const LINK_LENGTH = 8;
