#!/bin/sh
# The kiosk's browser: one page, no way out of it, nothing kept on the disk. It begins only under the
# managed policy that lies beside this file, and begins again when it dies. Ctrl-C or SIGTERM ends it.
set -eu

direccion="http://urna.localhost:8102/"
# The urna on another machine of the wired network is known by its key alone, never by its name.
if [ "${1:-}" = "--en-red" ]; then
  if [ "$#" -lt 3 ] || [ "${#3}" -ne 44 ]; then
    echo "Uso: sh kiosco.sh --en-red DIRECCIÓN LLAVE, como las dice el equipo de la urna." >&2
    exit 2
  fi
  direccion="https://urna.estacion.internal:8102/"
  mapa="--host-resolver-rules=MAP urna.estacion.internal $2"
  llave="--ignore-certificate-errors-spki-list=$3"
  shift 3
  set -- "$mapa" "$llave" "$@"
fi
politica="$(dirname "$0")/politica.json"
instalada="/etc/chromium/policies/managed/kiosco.json"

if ! cmp -s "$politica" "$instalada"; then
  echo "Falta la política del navegador, o es otra. Como administrador:" >&2
  echo "  install -D -m 0644 $politica $instalada" >&2
  exit 2
fi
# In memory, and of this session alone: what a voter sees leaves no file.
if [ ! -d "${XDG_RUNTIME_DIR:-}" ]; then
  echo "Falta XDG_RUNTIME_DIR: inicie la sesión gráfica del kiosco y vuelva a intentarlo." >&2
  exit 2
fi
perfil="$(mktemp -d "$XDG_RUNTIME_DIR/kiosco.XXXXXX")"
trap 'rm -rf "$perfil"' EXIT
trap 'exit 0' INT TERM

while :; do
  chromium --kiosk --incognito --no-first-run --kiosk-printing --user-data-dir="$perfil" \
    --enable-speech-dispatcher --disable-background-networking --disable-component-update \
    --disable-domain-reliability --disable-pinch --overscroll-history-navigation=0 \
    "$@" "$direccion" || true
  # A browser that cannot begin is not begun again without end in the same second.
  sleep 2
done
