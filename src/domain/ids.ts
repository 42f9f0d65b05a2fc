declare const idBrand: unique symbol;
type Id<Of extends string> = number & { readonly [idBrand]: Of };

/** Numbers from the database that must not be taken for one another. */
export type PersonId = Id<'person'>;
export type IdentityId = Id<'identity'>;
export type ProjectId = Id<'project'>;
/** The number people type: `12`, `#12`, `T12`. */
export type TaskId = Id<'task'>;
export type TimeEntryId = Id<'time entry'>;
export type ReminderId = Id<'reminder'>;
export type DeliveryId = Id<'delivery'>;
export type DigestId = Id<'digest'>;
export type ChangeId = Id<'change'>;
export type HistoryId = Id<'history'>;
