# Builds Bactrian and puts it, without the tools that built it, on a Java runtime. See docs/operations.md.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml application.properties ./
COPY .mvn .mvn
COPY src/main src/main
RUN mvn -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --create-home --home-dir /home/bactrian --shell /usr/sbin/nologin bactrian \
    && mkdir -p /app/data \
    && chown bactrian /app/data
WORKDIR /app
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/bactrian.jar ./
COPY bactrian application.properties ./
COPY routes routes
USER bactrian
# the embedded database, where no other one is set
VOLUME /app/data
# nobody reaches the loopback of a container; nothing is public before a port is published
ENV BACTRIAN_HTTP=0.0.0.0:8080
EXPOSE 8080
# whether the process lives, not whether the platform does; by the shell, because not every Java image brings curl
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "a=${BACTRIAN_MANAGEMENT:-127.0.0.1:9876}; exec 3<>\"/dev/tcp/${a%:*}/${a##*:}\" && printf 'GET /observe/health/live HTTP/1.0\\r\\nHost: bactrian\\r\\n\\r\\n' >&3 && read -r -t 5 line <&3 && [[ $line == *' 200 '* ]]"]
# the launcher hands over with exec, so a stop reaches Java itself; give it 40 s
ENTRYPOINT ["/app/bactrian"]
CMD ["run"]
