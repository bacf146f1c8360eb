/**
 * One leader among all processes on one database, as a port. A process that leads may stop being the leader at any moment
 * (its connection broke): the signal then aborts, and another may have begun already.
 */
export interface Leadership {
  /**
   * Competes for the name until `stop`, again and again after every loss. While this process leads, `work` runs; its signal
   * aborts when leadership is lost or given up, and nobody of this process leads again before `work` has ended.
   */
  compete(name: string, work: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> };
}
