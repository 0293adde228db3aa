"""The reserved part: signed apart, of one record only, and nothing in it changes unseen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from auditoria.cli import principal
from auditoria.errores import ErrorAuditoria
from auditoria.registro import manifiesto
from auditoria.registro.expediente import abrir
from auditoria.registro.nota import FirmanteInesperado
from auditoria.verificador.reservado import (
    CLASE,
    LugarIndebido,
    ReservadoAjeno,
    SinParteReservada,
    revisar_reservado,
)
from tests.auditoria.registro.llaves import llave_de
from tests.auditoria.verificador.proceso import Proceso

PAPEL = "D001/M1/incidentes.pdf"


def _proceso(proceso: Proceso) -> str:
    return proceso.comision.nombre.split("/")[1]


def reunir(
    proceso: Proceso, destino: Path, cita: bytes, *, clase: manifiesto.Clase = CLASE
) -> Path:
    """Write a reserved part with one paper, as the commission signs it."""
    (destino / "D001" / "M1").mkdir(parents=True)
    (destino / PAPEL).write_bytes(b"%PDF-1.4 una hoja")
    (destino / "EXPEDIENTE").write_bytes(cita)
    firmar(proceso, destino, clase)
    return destino


def firmar(proceso: Proceso, destino: Path, clase: manifiesto.Clase = CLASE) -> None:
    """Sign the list again, whatever the folder holds now."""
    (destino / "MANIFIESTO").unlink(missing_ok=True)
    with abrir(destino) as abierto:
        hecho = manifiesto.hacer(abierto, _proceso(proceso), [proceso.comision], clase)
    (destino / "MANIFIESTO").write_bytes(hecho)


@pytest.fixture
def cita(proceso: Proceso) -> bytes:
    """What the commission writes of the record that it published."""
    with abrir(proceso.expediente) as publico:
        return publico.huella("MANIFIESTO").hex().encode() + b"\n"


def test_la_parte_reservada_entera_se_reconoce(
    proceso: Proceso, cita: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tribunal knows that these are the papers the commission gathered for this record."""
    reservado = reunir(proceso, tmp_path / "r", cita)
    revisada = revisar_reservado(reservado, proceso.expediente)
    assert (revisada.archivos, revisada.discrepancias) == (1, ())
    assert principal(["reservado", str(reservado), "--expediente", str(proceso.expediente)]) == 0
    assert "Son los 1 documentos" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("cambiar", "motivo"),
    [
        (lambda r: (r / PAPEL).write_bytes(b"otra"), "cambiado"),
        (lambda r: (r / PAPEL).unlink(), "falta"),
        (lambda r: (r / "D001/M1/otra.pdf").write_bytes(b"x"), "sobra"),
    ],
)
def test_cada_cambio_se_dice(
    proceso: Proceso,
    cita: bytes,
    tmp_path: Path,
    cambiar: Callable[[Path], object],
    motivo: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A paper taken out, put in or changed on the way to the tribunal."""
    reservado = reunir(proceso, tmp_path / "r", cita)
    cambiar(reservado)
    assert principal(["reservado", str(reservado), "--expediente", str(proceso.expediente)]) == 1
    assert motivo in capsys.readouterr().err


def test_la_de_otro_expediente_o_de_otra_lista_no_pasa(
    proceso: Proceso, chico: Proceso, cita: bytes, tmp_path: Path
) -> None:
    """Signed by the same key, and still not this: another record, a public list, no mesa."""
    ajena = reunir(proceso, tmp_path / "ajena", b"0" * 64 + b"\n")
    with pytest.raises(ReservadoAjeno):
        revisar_reservado(ajena, proceso.expediente)
    with pytest.raises(ErrorAuditoria):
        revisar_reservado(reunir(proceso, tmp_path / "c", cita), chico.expediente)
    publica = reunir(proceso, tmp_path / "p", cita, clase="manifiesto")
    with pytest.raises(manifiesto.ManifiestoInvalido):
        revisar_reservado(publica, proceso.expediente)
    suelta = reunir(proceso, tmp_path / "s", cita)
    (suelta / "suelta.pdf").write_bytes(b"x")
    firmar(proceso, suelta)
    with pytest.raises(LugarIndebido):
        revisar_reservado(suelta, proceso.expediente)


def test_otra_llave_no_es_la_comision(proceso: Proceso, cita: bytes, tmp_path: Path) -> None:
    """Whoever gathers other papers and signs them is not the commission of that record."""
    reservado = reunir(proceso, tmp_path / "r", cita)
    (reservado / "MANIFIESTO").unlink()
    falsa = llave_de(proceso.comision.nombre)
    with abrir(reservado) as abierto:
        hecho = manifiesto.hacer(abierto, _proceso(proceso), [falsa], CLASE)
    (reservado / "MANIFIESTO").write_bytes(hecho)
    with pytest.raises(FirmanteInesperado):
        revisar_reservado(reservado, proceso.expediente)


def test_un_expediente_no_es_parte_reservada(proceso: Proceso, tmp_path: Path) -> None:
    """The wrong folder is misuse, not a finding."""
    with pytest.raises(SinParteReservada):
        revisar_reservado(proceso.expediente, proceso.expediente)
    otra = copytree(proceso.expediente, tmp_path / "copia")
    assert principal(["reservado", str(otra), "--expediente", str(proceso.expediente)]) == 2
