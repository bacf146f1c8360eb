# syntax=docker/dockerfile:1
# Node 24 on Debian 12, an ordinary user, only what runs. Tests follow these lines: tests/service/project/image.test.ts.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN ["npm", "ci"]
COPY tsconfig.json prisma.config.ts ./
COPY prisma ./prisma
COPY locales ./locales
COPY scripts ./scripts
COPY src ./src
RUN ["npm", "run", "build"]
RUN ["npm", "prune", "--omit=dev"]

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/home/node/data
WORKDIR /app
COPY --from=build /app/package.json ./package.json
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/locales ./locales
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
# Holds the key ring (/home/node/keys) and, without DATABASE_URL, the database (/home/node/data).
VOLUME ["/home/node"]
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/livez').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--max-old-space-size=320", "--max-semi-space-size=4", "scripts/start.mjs"]
