/** How somebody wants the files they are given; null: as is usual in their language, and not rounded. */
export function exports(): string[] {
  return [
    "alter table people add column csv_format text check (csv_format in (';,', ';.', ',,', ',.'))",
    `alter table people add column rounding text check (rounding in (${ROUNDINGS}))`,
  ];
}

const ROUNDINGS = ['up', 'nearest']
  .flatMap((direction) => ['5', '6', '15'].map((minutes) => `${direction} ${minutes}`))
  .flatMap((rounded) => [`'${rounded} entry'`, `'${rounded} day'`])
  .join(', ');
