# One image for web, worker and beat (docker-compose.yml). It holds no secret: all settings come at run time.
FROM python:3.11-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/zhaojing
COPY requirements/base.txt /tmp/base.txt
RUN /opt/zhaojing/bin/pip install --require-hashes --no-deps -r /tmp/base.txt

FROM python:3.11-slim
ENV PATH=/opt/zhaojing/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    ZHAOJING_MODE=production \
    ZHAOJING_VAR=/var/lib/zhaojing \
    STATIC_ROOT=/srv/zhaojing-static \
    BEAT_SCHEDULE_FILE=/tmp/beat-schedule \
    HOST=0.0.0.0 \
    PORT=8000
# pg_dump and pg_restore, for backups; not older than the server of docker-compose.yml. With LIBREOFFICE=1 also what makes PDF
# and reads .doc files, some 500 MB.
ARG LIBREOFFICE=0
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client \
       $([ "$LIBREOFFICE" != 1 ] || echo libreoffice-writer-nogui fontconfig) \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/zhaojing zhaojing \
    && chmod 700 /var/lib/zhaojing
COPY --from=build /opt/zhaojing /opt/zhaojing
COPY . /srv/zhaojing
WORKDIR /srv/zhaojing
# The demo mode collects with the same hashed names as production; the key lives for this one command only.
RUN ZHAOJING_MODE=demo SECRET_KEY=used-while-building-only-and-never-for-signing-anything python manage.py collectstatic --noinput --verbosity 0
USER zhaojing
VOLUME /var/lib/zhaojing
EXPOSE 8000
CMD ["gunicorn", "-c", "python:drafting.gunicorn_conf", "drafting.wsgi"]
