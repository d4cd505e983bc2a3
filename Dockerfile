# Thangdee in a container: docs/deploy.md. Python is named by its tag, so that a build gets its security
# fixes; who must build the same image twice writes its digest after it (python:3.11-slim-bookworm@sha256:…,
# as `docker buildx imagetools inspect python:3.11-slim-bookworm` prints it) at both places.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv --without-pip /venv
WORKDIR /src
# The packages first: they change less often than the code, and are then not fetched again.
COPY requirements.lock ./
RUN pip --python /venv/bin/python install --require-hashes --no-deps --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY content/LICENSE content/
COPY bot bot/
COPY handlers handlers/
RUN pip --python /venv/bin/python install --no-build-isolation --no-deps . \
    && pip --python /venv/bin/python uninstall --yes setuptools

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Thangdee" \
      org.opencontainers.image.description="A Telegram bot that answers Lao migrant workers from curated, sourced articles" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0 AND CC-BY-4.0"
# Owns nothing but what has to be written: the data, and a place for backups.
RUN groupadd --gid 10001 thangdee \
    && useradd --uid 10001 --gid thangdee --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin thangdee \
    && install --directory --owner=thangdee --group=thangdee --mode=700 /app/data /app/backups
WORKDIR /app
COPY --from=build /venv /venv
COPY deploy/config.yaml ./
COPY content content/
# The file system may be read-only: what libraries want to keep goes to /tmp, compiled code is there already.
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MPLCONFIGDIR=/tmp/matplotlib
USER 10001:10001
# Learning takes a minute; done here, a container answers within seconds of its start.
RUN ["thangdee", "prepare"]
EXPOSE 8443
HEALTHCHECK --interval=30s --timeout=15s --start-period=120s --retries=3 CMD ["thangdee", "health"]
# No shell in between, so that SIGTERM reaches the bot and it finishes what is in hand.
ENTRYPOINT ["thangdee"]
CMD ["run"]
