/** 0 interactive, 1 notice, 2 bulk: a lower lane always goes first. */
export type Lane = 0 | 1 | 2;
