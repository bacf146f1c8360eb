import type { Database } from '../contacts/index.js';

/** When a channel may send again, kept across restarts. */
export function createGateStore() {
  return {
    async pausedUntil(db: Database, channel: string): Promise<Date | null> {
      const row = await db.channelGate.findUnique({ where: { channel } });
      return row?.paused_until ?? null;
    },

    /** Closes the gate until then; one that is closed for longer stays so. */
    async close(db: Database, channel: string, until: Date): Promise<void> {
      await db.$executeRaw`
        INSERT INTO channel_gate (channel, paused_until) VALUES (${channel}, ${until})
        ON CONFLICT (channel) DO UPDATE SET paused_until = greatest(channel_gate.paused_until, excluded.paused_until)`;
    },
  };
}
export type GateStore = ReturnType<typeof createGateStore>;
