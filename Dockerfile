# agreement_kit with all it needs, on the system its tests run on.
#   docker build -t agreement-kit .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/deals" agreement-kit draft examples/speech_corpus.yaml -o out
FROM debian:12-slim

RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
        python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*

ENV LANG=C.UTF-8 XDG_CACHE_HOME=/tmp/cache PATH=/opt/agreement_kit/bin:$PATH

COPY requirements.txt /tmp/
RUN python3 -m venv /opt/agreement_kit && pip install --no-cache-dir -r /tmp/requirements.txt

COPY . /tmp/agreement_kit
RUN pip install --no-cache-dir --no-deps /tmp/agreement_kit && rm -rf /tmp/agreement_kit /tmp/requirements.txt

RUN useradd --create-home drafter
USER drafter
WORKDIR /deals
ENTRYPOINT ["agreement-kit"]
CMD ["--help"]
