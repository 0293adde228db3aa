"""Attack on secrecy: look for voters, secrets and times where they have no business (S2, S3).

Every look has its control: the same search does find the same thing where it belongs.
"""

from __future__ import annotations

import base64
import csv
import sqlite3
import stat
import traceback
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest

from boletas.cripto.credencial import derivar_credencial
from eleccion.arranque import Estacion
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.preparacion.preparar_tarjetas import ruta_de_tarjeta
from eleccion.casos.tarjetas import TarjetaImpresa
from eleccion.dominio.urna import PaseUsado
from tests.ataques.ensayo import ensayo
from tests.ataques.orden import archivos_de
from tests.eleccion.escenario import MESA, MINUTO, instalar, preparar, votar
from tests.programas import texto_de_pdf


def _hallar(archivos: Mapping[str, bytes], agujas: Iterable[bytes]) -> set[str]:
    """Files in which any of the needles stands."""
    buscadas = tuple(agujas)
    return {n for n, octetos in archivos.items() if any(a in octetos for a in buscadas)}


def _columnas(tabla: Path, nombres: tuple[str, ...], codificacion: str = "utf-8") -> set[str]:
    with tabla.open(encoding=codificacion, newline="") as archivo:
        return {fila[nombre] for fila in csv.DictReader(archivo) for nombre in nombres} - {""}


@cache
def _electores() -> frozenset[bytes]:
    """Claves, CURPs and whole names of everybody on the roll of the rehearsal."""
    padron = ensayo() / "reservado" / "tablas" / "padron.csv"
    with padron.open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    textos = set()
    for fila in filas:
        apellidos = f"{fila['apellido_paterno']} {fila['apellido_materno']}".strip()
        nombre = fila["nombre"]
        enteros = (f"{apellidos} {nombre}", f"{nombre} {apellidos}", f"{apellidos}, {nombre}")
        for entero in enteros:
            textos |= {entero, entero.title(), entero.lower()}
        textos |= {fila["clave_elector"], fila["clave_elector"][:10], fila["curp"]}
    return frozenset(texto.encode(c) for texto in textos for c in ("utf-8", "latin-1", "utf-16-le"))


@cache
def _publicas() -> frozenset[bytes]:
    """What candidates and officials publish: their names, if they are on the roll as well."""
    catalogo = (ensayo() / "expediente" / "catalogo.json").read_bytes().lower()
    llaves = (ensayo() / "expediente" / "llaves.json").read_bytes().lower()
    return frozenset(e for e in _electores() if e.lower() in catalogo or e.lower() in llaves)


def test_ningun_elector_fuera_de_las_tablas_del_padron() -> None:
    """Claves, CURPs and names: in no database, log, zip, paper, card or message of a process.

    The commission's roll and the slices that travel are ciphertext; only the tables that came from
    the municipal office say who is on them.
    """
    archivos = archivos_de(ensayo())
    agujas = _electores() - _publicas()
    assert len(agujas) > 300
    assert all(len(publica) > 20 for publica in _publicas()), "names at most, never a clave"
    hallados = _hallar(archivos, agujas)
    assert hallados <= {"reservado/tablas/padron.csv", "reservado/tablas/planillas.csv"} | {
        "reservado/tablas/funcionarios.csv"
    }
    assert "reservado/tablas/padron.csv" in hallados


def test_ningun_elector_en_el_texto_de_los_papeles() -> None:
    """In a PDF text is drawn by glyph numbers: it is read as a person would."""
    agujas = _electores() - _publicas()
    papeles = sorted((ensayo() / "expediente").rglob("*.pdf"))
    assert len(papeles) >= 10
    for ruta in papeles:
        texto = texto_de_pdf(ruta).encode()
        assert _hallar({ruta.name: texto.replace(b"\n", b" ")}, agujas) == set()
        assert b"JUNTA" in texto.upper(), "control: the text was read"


@pytest.fixture
def estacion(tmp_path: Path) -> Estacion:
    """A station in the middle of its day."""
    abierta = instalar(tmp_path / "estacion")
    votar(abierta, (0, 1, 0))
    return abierta


def _formas(octetos: bytes) -> tuple[bytes, ...]:
    """The spellings under which a program may let a secret slip."""
    return (
        octetos,
        octetos.hex().encode(),
        octetos.hex().upper().encode(),
        base64.b64encode(octetos).rstrip(b"="),
        base64.urlsafe_b64encode(octetos).rstrip(b"="),
        base64.b32encode(octetos).rstrip(b"="),
        str(int.from_bytes(octetos, "big")).encode(),
        str(int.from_bytes(octetos, "little")).encode(),
    )


def _secretos() -> dict[str, tuple[bytes, ...]]:
    """Everything of a process that only paper or a person should hold, by what it is."""
    preparado = preparar()
    uuid = preparado.definicion.uuid
    secretos: dict[str, tuple[bytes, ...]] = {}
    for numero, pase in enumerate(preparado.pases):
        exponente = derivar_credencial(uuid, pase.codigo).exponente
        secretos[f"pase {numero}"] = (
            pase.codigo.encode(),
            pase.codigo.replace("-", "").encode(),
            *_formas(exponente.to_bytes(32, "big")),
            *_formas(exponente.to_bytes(32, "little")),
        )
    for tarjeta in (*preparado.tarjetas, preparado.otra):
        carpeta = preparado.raiz / "tarjetas" / MESA
        impresa = TarjetaImpresa.leer(ruta_de_tarjeta(carpeta, MESA, tarjeta.clave).read_bytes())
        octetos = base64.b32decode(impresa.secreto + "====")
        secretos[f"tarjeta {tarjeta.clave}"] = (impresa.secreto.encode(), *_formas(octetos))
        for semilla in (tarjeta.firma.semilla, tarjeta.cifrado):
            secretos[f"llave de {tarjeta.clave} {semilla[0]}"] = _formas(semilla)
    return secretos


def test_ningun_secreto_fuera_de_su_papel(estacion: Estacion, tmp_path: Path) -> None:
    """Codes of pases, secrets of cards and the keys of both: in no file but the cards'."""
    archivos = archivos_de(tmp_path) | archivos_de(preparar().raiz)
    llave_de_urna = _formas(estacion.urna.llave.semilla) + _formas(estacion.mesa.llave.semilla)
    for que, formas in {**_secretos(), "llaves de los equipos": llave_de_urna}.items():
        hallados = _hallar(archivos, formas)
        if que.startswith("tarjeta"):
            clave = que.removeprefix("tarjeta ")
            assert hallados == {f"tarjetas/{MESA}/tarjeta-{MESA}-{clave}.json"}, que
        else:
            assert hallados == set(), que


def test_la_parte_de_un_custodio_solo_esta_en_su_carpeta() -> None:
    """Its number leaves in no message; control: it does stand where it is kept."""
    archivos = archivos_de(preparar().raiz)
    for indice in range(1, 6):
        propio = f"custodio-{indice}/parte.json"
        numero = archivos[propio].rpartition(b":")[2].strip(b'"}\n ')
        assert len(numero) > 60
        assert _hallar(archivos, [numero]) == {propio}


def test_todo_lo_del_equipo_esta_vedado_a_otros_usuarios(
    estacion: Estacion, tmp_path: Path
) -> None:
    """The time of a file tells when it last grew: nobody else may even list the folders."""
    carpetas = [tmp_path / "estacion", *(tmp_path / "estacion").rglob("*")]
    for carpeta in (ruta for ruta in carpetas if ruta.is_dir()):
        assert stat.S_IMODE(carpeta.stat().st_mode) == 0o700, carpeta.name


def _caer(acto: Callable[[], object]) -> str:
    """Give all that an act tells when it fails, with the text of every cause."""
    with pytest.raises(Exception) as caida:  # noqa: PT011  # whatever it is, it must not tell
        acto()
    error = caida.value
    return "".join(traceback.format_exception(error)) + repr(error) + repr(error.args)


def _romper(base: Path, tabla: str) -> None:
    """Make every write to a table fail, as damage would."""
    with sqlite3.connect(base) as conexion:
        conexion.execute(
            f"CREATE TRIGGER roto BEFORE UPDATE ON {tabla} BEGIN SELECT RAISE(ABORT, 'dañada'); END"
        )
    conexion.close()


def test_ninguna_falla_dice_de_quien_o_de_que_boleta(estacion: Estacion, tmp_path: Path) -> None:
    """What an error tells ends in a log that has hours; a ballot beside an hour is an order."""
    preparado = preparar()
    boleta = preparado.boleta(5, 1)
    otra_cifra = b"1" if boleta.texto[-9:-8] == b"0" else b"0"
    alterada = boleta.texto[:-9] + otra_cifra + boleta.texto[-8:]
    persona = preparado.lista[5]
    dichos = [
        _caer(lambda: depositar_boleta(estacion.urna, preparado.boleta(0, 1).texto)),
        _caer(lambda: depositar_boleta(estacion.urna, alterada)),
        _caer(lambda: marcar_persona(estacion.mesa, 1, hora=preparado.apertura + MINUTO)),
    ]
    _romper(tmp_path / "estacion" / "urna" / "base.sqlite", "boletas")
    _romper(tmp_path / "estacion" / "mesa" / "base.sqlite", "marcas")
    hora = preparado.apertura + MINUTO
    dichos.append(_caer(lambda: depositar_boleta(estacion.urna, boleta.texto)))
    dichos.append(_caer(lambda: marcar_persona(estacion.mesa, persona.numero, hora=hora)))
    assert PaseUsado.explicacion in dichos[0]
    assert "dañada" in dichos[3]
    assert "dañada" in dichos[4]
    agujas = [boleta.credencial, boleta.sha256, preparado.boleta(0, 1).credencial]
    agujas += [
        boleta.texto[64:128].decode(),
        persona.curp,
        persona.clave10,
        persona.nombre_completo,
    ]
    agujas += [preparado.lista[0].curp, preparado.lista[0].nombre_completo]
    for dicho in dichos:
        assert [aguja for aguja in agujas if aguja in dicho] == []


def test_control_un_error_con_parametros_si_lo_dice(tmp_path: Path) -> None:
    """Control: SQLAlchemy as it comes puts what was being written into the message."""
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import OperationalError

    motor = create_engine(f"sqlite:///{tmp_path / 'x'}")
    with pytest.raises(OperationalError, match="credencial-7"), motor.begin() as conexion:
        conexion.execute(text("INSERT INTO nada VALUES (:c)"), {"c": "credencial-7"})


def test_nada_queda_a_medias_en_las_carpetas() -> None:
    """After a whole process no temporary, journal, lock or partial file is left to be read."""
    nombres = {ruta.name for ruta in ensayo().rglob("*") if ruta.is_file()}
    restos = {
        n for n in nombres if n.startswith(".") or n.endswith(("-journal", "-wal", ".parcial"))
    }
    assert restos == set()
