"""Writing archives: to the byte, sorted at close, whole or not at all."""

import hashlib
import tarfile
from pathlib import Path

import pytest

from boletas.cripto.archivo import EscritorBel, escribir_cierre, escribir_final
from boletas.cripto.custodio import Custodio
from boletas.cripto.registros import LectorDeRegistros, cabecera
from boletas.cripto.reglas_de_archivo import Etapa
from boletas.cripto.sucesos import Tipo, leer_sucesos
from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import BoletaRepetida, PrefijoDistinto, SucesoFueraDeOrden
from tests.boletas.cripto.mesa_de_prueba import (
    MARCA,
    VECTORES,
    Mesa,
    descifrar,
    instalar,
    registros,
)

BELES = sorted(VECTORES.glob("*/*.bel"))


@pytest.mark.parametrize("ruta", BELES, ids=[ruta.parent.name for ruta in BELES])
def test_un_archivo_ajeno_se_reescribe_octeto_por_octeto(ruta: Path) -> None:
    """The tool rebuilds the file from its events and compares every byte: so must our writer."""
    original = ruta.read_bytes()
    salida = Path("/dev/null")
    with ruta.open("rb") as entrada, salida.open("wb") as nada:
        lector = LectorDeRegistros(entrada)
        escritor = EscritorBel(nada, lector.marca_de_tiempo)
        for suceso in leer_sucesos(lector):
            escritor._suceso(suceso.tipo, *(registro.datos for registro in suceso.datos))
    assert escritor.largo == len(original)
    assert escritor.sha256_escrito() == hashlib.sha256(original).hexdigest()


def test_cabecera_publicada() -> None:
    """The checksum, octal fields and lack of magic, against a header that the tool wrote."""
    original = BELES[0].read_bytes()[:512]
    assert cabecera("BELENIOS", 38, int(original[136:147], 8)) == original


def test_cualquier_tar_lo_abre(tmp_path: Path) -> None:
    """Old-style tar: any observer lists it with what every system has."""
    mesa = instalar()
    ruta = tmp_path / "M1.bel"
    ruta.write_bytes(mesa.archivar([mesa.emitir(0, (1,))]))
    with tarfile.open(ruta) as archivo:
        nombres = archivo.getnames()
    assert nombres == ["BELENIOS", *(r.nombre for r in registros(ruta.read_bytes()))]


def _cerrar(mesa: Mesa, ruta: Path, boletas: list[bytes]) -> tuple[int, str]:
    prefijo = escribir_cierre(
        ruta,
        marca_de_tiempo=MARCA,
        definicion=mesa.definicion,
        custodios=mesa.custodia.lista,
        credenciales=mesa.lista,
        boletas=boletas,
        computo=mesa.computar(boletas),
    )
    assert list(prefijo.boletas) == sorted(hashlib.sha256(b).hexdigest() for b in boletas)
    return prefijo.largo, prefijo.sha256


def test_el_cierre_no_guarda_el_orden_de_deposito(tmp_path: Path) -> None:
    """Deposited in any order, the same bytes: nothing of who came first is left."""
    mesa = instalar()
    boletas = [mesa.emitir(i, (i % 3,)) for i in range(4)]
    hechos = {
        _cerrar(mesa, tmp_path / "a.bel", boletas),
        _cerrar(mesa, tmp_path / "b.bel", boletas[::-1]),
    }
    assert len(hechos) == 1
    assert (tmp_path / "a.bel").read_bytes() == (tmp_path / "b.bel").read_bytes()
    octetos = (tmp_path / "a.bel").read_bytes()
    assert hechos == {(len(octetos), hashlib.sha256(octetos).hexdigest())}


def test_la_misma_boleta_dos_veces_no_se_archiva(tmp_path: Path) -> None:
    """Two records of one name would collide; and nothing half-written is left."""
    mesa = instalar()
    una = mesa.emitir(0, (1,))
    with pytest.raises(BoletaRepetida):
        escribir_cierre(
            tmp_path / "M1.bel",
            marca_de_tiempo=MARCA,
            definicion=mesa.definicion,
            custodios=mesa.custodia.lista,
            credenciales=mesa.lista,
            boletas=[una, una],
            computo=mesa.computar([una]),
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cuantas", [0, 1, 4])
def test_la_jornada_entera(tmp_path: Path, cuantas: int) -> None:
    """Close, decryption by two of three, final archive, verified with its second proofs."""
    mesa = instalar()
    boletas = [mesa.emitir(i, (i % 3,)) for i in range(cuantas)]
    prefijo = _cerrar(mesa, tmp_path / "M1.bel", boletas)
    cierre = verificar_archivo(tmp_path / "M1.bel", en_curso=True)
    cierre.exigir_prefijo(*prefijo)
    abierta = mesa.abrir(cierre, [descifrar(Custodio(a), cierre) for a in mesa.custodia.almacenes])
    assert len(abierta.usados) == 2
    escribir_final(tmp_path / "M1.bel", tmp_path / "final.bel", abierta.usados, abierta.resultado)
    _, descifrado = mesa.concluir((tmp_path / "M1.bel").read_bytes())
    final = verificar_archivo(tmp_path / "final.bel")
    assert final.etapa is Etapa.CON_RESULTADO
    assert final.resultado == (tuple(len(range(i, cuantas, 3)) for i in range(3)),)
    assert not final.segundas_probadas
    final.exigir_prefijo(*prefijo)
    with pytest.raises(PrefijoDistinto):
        final.exigir_prefijo(prefijo[0], "0" * 64)
    assert (tmp_path / "final.bel").read_bytes().startswith((tmp_path / "M1.bel").read_bytes())
    assert descifrado.startswith(b'{"descifrados"')


def test_el_final_puede_sustituir_al_cierre(tmp_path: Path) -> None:
    """Read to the end before it is replaced; and never concluded twice."""
    mesa = instalar()
    ruta = tmp_path / "M1.bel"
    _cerrar(mesa, ruta, [mesa.emitir(0, (1,))])
    cierre = verificar_archivo(ruta, en_curso=True)
    abierta = mesa.abrir(cierre, [descifrar(Custodio(a), cierre) for a in mesa.custodia.almacenes])
    escribir_final(ruta, ruta, abierta.usados, abierta.resultado)
    assert verificar_archivo(ruta).resultado == ((0, 1, 0),)
    with pytest.raises(SucesoFueraDeOrden):
        escribir_final(ruta, ruta, abierta.usados, abierta.resultado)


def test_los_sucesos_se_escriben_como_en_el_archivo() -> None:
    """The names of the events are part of the format."""
    assert [tipo.value for tipo in Tipo] == [
        "Setup",
        "Ballot",
        "EndBallots",
        "EncryptedTally",
        "PartialDecryption",
        "Result",
    ]
