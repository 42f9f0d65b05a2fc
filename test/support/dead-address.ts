/**
 * An address of this machine where nobody listens: below the ports that other tests are given meanwhile, and of a
 * protocol that nobody speaks.
 */
export const DEAD_ADDRESS = 'http://127.0.0.1:2';
