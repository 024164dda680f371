/** For the operator: a signed push that is not taken, since it names another account than the channel's. */
export const pushForOther = (theirs: string, ours: string): string =>
  `a push for account ${theirs.slice(0, 64)} came to the channel of account ${ours} and was not taken: ` +
  'check `account` in the configuration and the callback address in the console of the platform'
