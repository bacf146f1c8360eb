/** The floor to compare with: a bare Express route that keeps the same form by one INSERT, as plain text, and nothing else. */
import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query('CREATE TABLE IF NOT EXISTS bare_report (id bigserial PRIMARY KEY, report jsonb NOT NULL)');
const app = express();
app.use(express.urlencoded({ extended: false }));
app.post('/help', (req, res, next) => {
  pool
    .query({
      name: 'bare',
      text: 'INSERT INTO bare_report (report) VALUES ($1)',
      values: [JSON.stringify(req.body)],
    })
    .then(() => res.redirect(303, '/help/done'), next);
});
const server = app.listen(0, () => {
  process.stdout.write(
    `${JSON.stringify({ url: `http://localhost:${(server.address() as { port: number }).port}` })}\n`,
  );
});
