#!/bin/sh
# Installs the program from this folder and from nothing else: no network, every file by its hash.
set -eu

carpeta="${HOME}/eleccion-jpc"
candado=servidor.txt

uso() {
  echo "Uso: sh instalar.sh [--solo-verificador] [CARPETA]" >&2
  echo "Instala en CARPETA (si no se dice, $carpeta)." >&2
  exit 2
}

while [ $# -gt 0 ]; do
  case "$1" in
    --solo-verificador) candado=nucleo.txt ;;
    -*) uso ;;
    *) carpeta="$1" ;;
  esac
  shift
done
case "$carpeta" in
  /*) ;;
  *) carpeta="$(pwd)/$carpeta" ;;
esac

cd "$(dirname "$0")"
if ! sha256sum --check --strict --quiet SHA256SUMS; then
  echo "Algún archivo de esta memoria está dañado o cambiado. No se instaló nada: pida otra memoria." >&2
  exit 1
fi

python="${PYTHON:-python3}"
version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true)"
case "$version" in
  3.11 | 3.13) ;;
  *)
    echo "Hace falta el Python de Debian 12 (3.11) o de Debian 13 (3.13); aquí hay: ${version:-ninguno}." >&2
    echo "Si está con otro nombre: PYTHON=python3.11 sh instalar.sh" >&2
    exit 2
    ;;
esac
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  echo "A este Python le falta venv. En Debian: apt-get install python3-venv" >&2
  exit 2
fi
if [ -e "$carpeta" ]; then
  echo "Ya existe $carpeta. Diga otra carpeta, o mueva esa." >&2
  exit 2
fi

echo "Instalando en $carpeta (tarda uno o dos minutos)..."
"$python" -m venv "$carpeta"
"$carpeta/bin/python" -m pip --isolated --disable-pip-version-check install --quiet \
  --no-index -f ruedas --only-binary :all: --no-deps --require-hashes \
  -r "requisitos/$candado" -r requisitos/programa.txt
"$carpeta/bin/python" -m pip --isolated check >/dev/null
"$carpeta/bin/auditoria" --help >/dev/null
programa="$("$carpeta/bin/boletas" --version)"

echo "Listo: $programa"
echo "Para verificar una elección:"
echo "  $carpeta/bin/auditoria verificar EXPEDIENTE --huella CODIGO"
if [ "$candado" = nucleo.txt ]; then
  echo "Para guardar una parte de la llave (manuales/custodia.md):"
  echo "  $carpeta/bin/boletas custodio --help"
fi
if [ "$candado" = servidor.txt ]; then
  echo "Para poner en marcha una mesa:"
  echo "  $carpeta/bin/eleccion estacion --dotacion ARCHIVO --datos CARPETA --impresora COLA --impresora-urna COLA"
fi
