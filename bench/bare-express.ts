/** The floor to compare with: a bare Express route that keeps an update with the same INSERT and nothing else. */
import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = express();
app.use(express.json());
app.post('/channels/telegram', (req, res, next) => {
  const body = req.body as { update_id: number; message: { chat: { id: number } } };
  pool
    .query({
      name: 'bare',
      text: `INSERT INTO inbox (channel, update_id, chat_key, payload, received_at, not_before, done_at)
             VALUES ('bare', $1, $2, $3, now(), now(), now()) ON CONFLICT (channel, update_id) DO NOTHING`,
      values: [
        String(body.update_id),
        Buffer.from(String(body.message.chat.id)),
        Buffer.from(JSON.stringify(body)),
      ],
    })
    .then(() => res.json({}), next);
});
const server = app.listen(0, () => {
  process.stdout.write(
    `${JSON.stringify({ url: `http://localhost:${(server.address() as { port: number }).port}` })}\n`,
  );
});
