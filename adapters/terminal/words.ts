/** What the terminal itself says. What Friday says comes from the core, in the person's language. */
export const words = {
  banner: [
    'Friday is listening. Type a command, or ? for help.',
    'A number presses the button with that number; \\ at the end of a line continues it on the next.',
    '`as anna` speaks as somebody else, `in design` speaks in a group chat, `in private` goes back.',
    '`quit` or Ctrl-D leaves.',
  ],
  speaking: (name: string) => `You are ${name} now.`,
  oddName: (typed: string) =>
    `"${typed}" is not a name I can use: take up to 32 letters, digits, _ - or . and no spaces, as in \`as anna\`.`,
  inRoom: (room: string) =>
    `You are in #${room}, where everybody can read along and Friday listens to what begins with /. \`in private\` goes back.`,
  said: (room: string) => `(said to everybody in #${room})`,
  noButton: (typed: string) => `There is no button ${typed}.`,
  oddRoom: (typed: string) =>
    `"${typed}" is not a room I can use: begin with a letter, then letters, digits, _ - or . as in \`in design\`.`,
  inPrivate: 'You are talking to Friday alone.',
  onlyFor: (name: string) => `(only ${name} sees this)`,
  broken: 'Something went wrong in the terminal itself. What Friday confirmed is kept; please try again.',
  closed: 'the terminal is closed',
};
