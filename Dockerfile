# What of it has been tried, and how to run it: docs/deployment.md.
FROM node:26-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps apps
COPY packages packages
COPY tools tools
RUN npm ci --workspace=apps/telegram-bot --include-workspace-root=false --omit=dev --ignore-scripts --loglevel=error

FROM node:26-slim
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/packages packages
COPY --from=build /app/apps apps
RUN install -d -m 0700 -o 1000 -g 1000 /var/lib/perpdesk
ENV NODE_ENV=production NODE_DISABLE_COMPILE_CACHE=1
USER 1000:1000
WORKDIR /var/lib/perpdesk
VOLUME /var/lib/perpdesk
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--conditions=@perpdesk/source", "/app/apps/telegram-bot/bin/perpdesk.js"]
CMD ["start", "--config", "/etc/perpdesk/perpdesk.yaml"]
