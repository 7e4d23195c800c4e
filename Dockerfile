# Builds Bactrian and puts it on a Java of the modules that it needs. See docs/operations.md.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
# a Java of 74 MB instead of 260, with the archive of classes that lets it start sooner
RUN jlink --output /java --strip-debug --no-header-files --no-man-pages --compress=2 \
        --add-modules java.se,jdk.charsets,jdk.crypto.cryptoki,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs \
    && /java/bin/java -Xshare:dump
COPY pom.xml application.properties ./
COPY .mvn .mvn
COPY src/main src/main
COPY routes routes
RUN mvn -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package

FROM debian:12-slim
RUN useradd --uid 10001 --no-create-home --home-dir /app/data --shell /usr/sbin/nologin bactrian \
    && mkdir -p /app/data \
    && chown bactrian /app/data
WORKDIR /app
COPY --from=build /java /java
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/bactrian.jar ./
COPY bactrian application.properties ./
COPY routes routes
# nobody reaches the loopback of a container; nothing is public before a port is published
ENV JAVA_HOME=/java BACTRIAN_HTTP=0.0.0.0:8080
# an archive of the classes as well: 78 MB for a start in two thirds of the time
RUN ["/app/bactrian", "prepare"]
USER 10001
# the embedded database where no other one is set, callbacks that are not stored yet, how the routes are; nothing else
# in the image is written, so the rest may be read-only
VOLUME /app/data
EXPOSE 8080
# whether the process lives, not whether the platform does; by the shell, because there is no curl
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "a=${BACTRIAN_MANAGEMENT:-127.0.0.1:9876}; h=${a%:*}; h=${h#[}; exec 3<>\"/dev/tcp/${h%]}/${a##*:}\" && printf 'GET /observe/health/live HTTP/1.0\\r\\nHost: bactrian\\r\\n\\r\\n' >&3 && read -r -t 5 line <&3 && [[ $line == *' 200 '* ]]"]
# the launcher hands over with exec, so a stop reaches Java itself; give it 40 s
ENTRYPOINT ["/app/bactrian"]
CMD ["run"]
