# The exchange: API, sockets and web app in one image, for a PostgreSQL of its own (see
# docker-compose.yml) or the embedded one (leave POSTGRES_HOST unset).

FROM node:22-slim AS web
WORKDIR /build
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc frontend/
RUN npm --prefix frontend ci --no-audit --no-fund
COPY docs/openapi.yaml docs/
COPY frontend frontend
RUN npm --prefix frontend run build

FROM maven:3.9-eclipse-temurin-25 AS jar
WORKDIR /build
COPY pom.xml .
COPY .mvn .mvn
COPY docs/openapi.yaml docs/
COPY src/main src/main
COPY --from=web /build/frontend/dist frontend/dist
RUN mvn -B -ntp package -Dmaven.test.skip=true

FROM eclipse-temurin:25-jre
RUN useradd --system --create-home --uid 10001 exchange \
  && mkdir /data && chown exchange /data && chmod 700 /data
WORKDIR /opt/exchange
COPY --from=jar /build/target/lib lib
COPY --from=jar /build/target/exchange.jar .
COPY application.conf LICENSE NOTICE ./
COPY src/main/docker/entrypoint .
USER exchange
ENV SERVER_HOST=0.0.0.0 DATA_DIR=/data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/exchange/entrypoint"]
CMD ["run"]
