# Build: a virtual environment with every package pinned by hash, and Standfirst in it.
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /opt/standfirst
ENV PATH=/opt/standfirst/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock ./
RUN pip install --no-cache-dir -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY prompts prompts
COPY service service
RUN pip install --no-cache-dir --no-deps .

# Run: no compiler, no sources, no root.
FROM python:3.13-slim
# The model's client trusts the system's certificates, not a bundle of its own.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home standfirst
COPY --from=build /opt/standfirst /opt/standfirst
COPY service/gunicorn.conf.py /etc/standfirst/gunicorn.conf.py
# A container's port is reached only where its owner publishes it, so the address inside is open.
ENV PATH=/opt/standfirst/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    STANDFIRST_BIND=0.0.0.0:8080 \
    STANDFIRST_OPEN_TO_NETWORK=true
USER 10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/livez', timeout=2)"]
CMD ["gunicorn", "--config", "/etc/standfirst/gunicorn.conf.py", "service.wsgi:application"]
