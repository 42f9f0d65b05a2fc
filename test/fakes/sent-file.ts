/** A file as it came before people's eyes, on any platform. */
export interface SentFile {
  name: string;
  bytes: Buffer;
  /** shown as a picture, rather than to be opened */
  isPicture: boolean;
}
