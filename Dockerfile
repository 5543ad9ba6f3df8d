# Causeway in a container: docs/operations.md. It needs DATABASE_URL, MASTER_KEY and a volume for /data.

# The pages
FROM node:22-bookworm-slim AS pages
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web/ ./
RUN npm run build

# The server, with the pages beside it
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS server
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/ src/
COPY --from=pages /src/src/Causeway/wwwroot/ src/Causeway/wwwroot/
RUN dotnet publish src/Causeway/Causeway.csproj --configuration Release --property:RestoreLockedMode=true --output /app

# What runs: no compiler, no package manager's cache, no PostgreSQL (Npgsql needs none of its libraries)
FROM mcr.microsoft.com/dotnet/aspnet:10.0
# Everything is written below /data, and nothing else need be writable (docker run --read-only).
ENV LISTEN=0.0.0.0 PORT=8080 DATA_DIR=/data DOTNET_EnableDiagnostics=0
WORKDIR /
COPY --from=server /app/ /app/
RUN mkdir -m 700 /data && chown "$APP_UID:$APP_UID" /data
VOLUME /data
USER $APP_UID
EXPOSE 8080
STOPSIGNAL SIGTERM
# By bash, since the image has no curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["dotnet", "/app/Causeway.dll"]
CMD ["serve"]
