# Timdu for a server. Three stages: npm packages, Python packages, and what runs.
FROM node:22-bookworm-slim AS npm
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM python:3.11-slim-bookworm AS python
COPY requirements.txt /tmp/requirements.txt
RUN python -m venv /opt/timdu \
 && /opt/timdu/bin/pip install --no-cache-dir --require-hashes -r /tmp/requirements.txt

FROM python:3.11-slim-bookworm
# What WeasyPrint draws text with.
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/timdu --create-home timdu
COPY --from=python /opt/timdu /opt/timdu
WORKDIR /app
COPY --from=npm /src/node_modules ./node_modules
COPY . .
ENV PATH=/opt/timdu/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/app/staticfiles \
    TIMDU_VAR=/var/lib/timdu
# Collecting statics asks neither the database nor a secret, but the settings insist on both.
RUN SECRET_KEY=build DATABASE_URL=postgres:///build python manage.py collectstatic --noinput \
 && mkdir -p /var/lib/timdu && chown timdu: /var/lib/timdu && chmod 700 /var/lib/timdu
USER timdu
VOLUME /var/lib/timdu
EXPOSE 8000
CMD ["gunicorn", "timdu.wsgi:application", "--config", "deploy/gunicorn.py"]
