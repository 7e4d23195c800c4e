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
# the launcher hands over with exec, so a stop reaches Java itself
ENTRYPOINT ["/app/bactrian"]
CMD ["--help"]
