#!/usr/bin/env bash
# Runs the ticket routes with the Camel CLI, from this folder.
set -eu
cd "$(dirname "$0")"
rm -rf ../target/jbang
# tag::run[]
camel run \
  ../src/main/resources/tickets.camel.yaml \
  ../src/main/resources/classify.txt \
  ../src/main/resources/draft.txt \
  ../src/main/resources/triage.schema.json \
  application.properties \
  ../target/servers.properties \
  --max-idle-seconds=10
# end::run[]
