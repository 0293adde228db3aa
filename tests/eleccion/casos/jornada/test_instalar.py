"""A station works only with its own dotación, whole, announced, and opened by two of its cards."""

import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.cabeza import CabezaCitada
from auditoria.registro import bitacora
from auditoria.registro.asientos import MesaInstalada, UrnaAbierta, UrnaInstalada
from auditoria.registro.llave import LlavePrivada
from auditoria.registro.resguardo import (
    BitacoraDistinta,
    BitacoraRetrocedida,
    PuntoAusente,
)
from eleccion.arranque import (
    CarpetaIncompleta,
    EstacionYaInstalada,
    instalar_estacion,
    reabrir_estacion,
)
from eleccion.casos import sellado as modulo_sellado
from eleccion.casos.jornada.dotacion_recibida import DotacionAlterada
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.instalar_mesa import CausaFaltante
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.preparacion.preparar_tarjetas import ruta_de_tarjeta
from eleccion.casos.sellado import ArchivoNoSellado, HuellaAjena, OtraVersion
from eleccion.casos.tarjetas import MismaTarjeta, TarjetaNoReconocida, abrir_tarjeta
from eleccion.dominio.entrega import RecibidoDeMas
from eleccion.dominio.etapas import ActoFueraDeEtapa
from eleccion.dominio.urna import UrnaYaAbierta
from eleccion.errores import ErrorEleccion
from tests.eleccion.escenario import MESA, instalar, orden_de_instalacion, preparar, votar


def alterar(destino: Path, nombre: str, cambiar: Callable[[bytes], bytes]) -> Path:
    """Copy the dotación with one file changed."""
    with zipfile.ZipFile(preparar().dotacion) as origen, zipfile.ZipFile(destino, "w") as copia:
        for entrada in origen.infolist():
            octetos = origen.read(entrada)
            copia.writestr(entrada, cambiar(octetos) if entrada.filename == nombre else octetos)
    return destino


def test_las_dos_bitacoras_empiezan_con_las_mismas_llaves(tmp_path: Path) -> None:
    """Two officials vouch once for both machines; neither log can be swapped for another's."""
    with (
        instalar(tmp_path / "e") as estacion,
        estacion.mesa.almacen.leer() as mesa,
        estacion.urna.almacen.leer() as urna,
    ):
        de_mesa, de_urna = (
            [p.asiento for p, _ in bitacora.recorrer(parte.lineas(), parte.cabeza().origen)]
            for parte in (mesa, urna)
        )
    primera, abierta = de_mesa[0], de_urna[1]
    assert isinstance(primera, MesaInstalada)
    assert isinstance(de_urna[0], UrnaInstalada)
    assert (primera.llave_mesa, primera.llave_urna, primera.firmas) == (
        de_urna[0].llave_mesa,
        de_urna[0].llave_urna,
        de_urna[0].firmas,
    )
    assert abierta == UrnaAbierta(depositadas=0, comprobadas=0, inutilizadas=0)


@pytest.mark.parametrize(
    "nombre",
    ["catalogo.json", "election.json", "public_creds.json", "lista.sellada", "dotacion.json"],
)
def test_un_bit_cambiado_en_la_dotacion_la_hace_inservible(tmp_path: Path, nombre: str) -> None:
    """What arrives by USB from a stranger's hands is believed to the last bit or not at all."""

    def voltear(octetos: bytes) -> bytes:
        medio = len(octetos) // 2
        return octetos[:medio] + bytes([octetos[medio] ^ 1]) + octetos[medio + 1 :]

    ruta = alterar(tmp_path / "mala.zip", nombre, voltear)
    with pytest.raises((ArchivoNoSellado, DotacionAlterada, ErrorAuditoria)):
        instalar_estacion(tmp_path / "e", orden_de_instalacion(preparar(), dotacion=ruta))
    assert not (tmp_path / "e").exists()


def test_otra_huella_no_instala(tmp_path: Path) -> None:
    """The fingerprint typed from paper is what ties the file to what was announced."""
    letra = "0" if preparar().corta[0] != "0" else "1"
    ajena = letra + preparar().corta[1:]
    with pytest.raises(HuellaAjena):
        instalar_estacion(tmp_path / "e", orden_de_instalacion(preparar(), ancla=ajena))


def test_otra_version_del_programa_no_instala(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Papers would come out with other bytes than those that the verifier redraws."""
    monkeypatch.setattr(modulo_sellado, "version_del_programa", lambda: "programa otro/1")
    with pytest.raises(OtraVersion):
        instalar_estacion(tmp_path / "e", orden_de_instalacion(preparar()))


def test_hacen_falta_dos_tarjetas_con_su_nip(tmp_path: Path) -> None:
    """One official alone, or one with a stolen card and no PIN, opens nothing."""
    preparado = preparar()
    una, otra = preparado.tarjetas
    with pytest.raises(MismaTarjeta):
        instalar_estacion(tmp_path / "a", orden_de_instalacion(preparado, tarjetas=(una, una)))
    ruta = ruta_de_tarjeta(preparado.raiz / "tarjetas" / MESA, MESA, otra.clave)
    sin_nip = abrir_tarjeta(ruta, "999999")
    with pytest.raises(TarjetaNoReconocida):
        instalar_estacion(tmp_path / "b", orden_de_instalacion(preparado, tarjetas=(una, sin_nip)))
    inventada = replace(otra, firma=LlavePrivada(otra.firma.nombre, os.urandom(32)))
    with pytest.raises(TarjetaNoReconocida):
        instalar_estacion(
            tmp_path / "c", orden_de_instalacion(preparado, tarjetas=(una, inventada))
        )


def test_una_mesa_en_otro_lugar_dice_por_que(tmp_path: Path) -> None:
    """A change of place without cause is a ground of nullity.

    What failed leaves nothing behind, not even an urna without its mesa: it is simply done again.
    """
    with pytest.raises(CausaFaltante):
        instalar_estacion(tmp_path / "e", orden_de_instalacion(preparar(), lugar_autorizado=False))
    assert list(tmp_path.iterdir()) == []
    instalar(tmp_path / "e").cerrar()


@pytest.mark.parametrize("cual", ["pases_recibidos", "reserva_recibida"])
def test_no_se_reciben_mas_pases_de_los_que_se_imprimieron(tmp_path: Path, cual: str) -> None:
    """A slip counted twice in the morning: the record of that night would be refused by everybody,
    so it is said while they can count again, and nothing was begun."""
    mesa, carpeta = preparar().catalogo.ubicar(MESA)[1].pases, tmp_path / "estacion"
    assert mesa is not None
    impresos = mesa.cantidad if cual == "pases_recibidos" else mesa.reserva
    with pytest.raises(RecibidoDeMas, match=f"se imprimieron {impresos}"):
        instalar_estacion(carpeta, orden_de_instalacion(preparar(), **{cual: impresos + 1}))
    with instalar_estacion(carpeta, orden_de_instalacion(preparar(), **{cual: impresos - 1})):
        assert carpeta.is_dir()


def test_no_se_instala_dos_veces_en_el_mismo_equipo(tmp_path: Path) -> None:
    """A second urna of the same name would be a fork of the first one's log."""
    instalar(tmp_path / "e").cerrar()
    with pytest.raises(EstacionYaInstalada):
        instalar_estacion(tmp_path / "e", orden_de_instalacion(preparar()))


def test_se_abre_una_sola_vez(tmp_path: Path) -> None:
    """A second zero report would erase what entered since the first."""
    preparado = preparar()
    with instalar(tmp_path / "e") as estacion:
        with pytest.raises(UrnaYaAbierta):
            abrir_urna(estacion.urna, preparado.tarjetas, hora=preparado.apertura)
        cabeza = CabezaCitada(origen="x", tamano=2, raiz=bytes(32))
        with pytest.raises(ActoFueraDeEtapa):
            abrir_votacion(estacion.mesa, preparado.tarjetas, cabeza, hora=preparado.apertura)


def test_cualquier_pareja_de_tarjetas_reabre(tmp_path: Path) -> None:
    """After a power cut the day goes on even if the one who installed went home."""
    preparado = preparar()
    with instalar(tmp_path / "e") as estacion:
        votar(estacion, [0, 1])
    with reabrir_estacion(tmp_path / "e", (preparado.otra, preparado.tarjetas[1])) as abierta:
        with abierta.urna.almacen.leer() as lectura:
            assert lectura.estado().conteo.depositadas == 2
        with abierta.mesa.almacen.leer() as lectura_de_mesa:
            assert lectura_de_mesa.contar_marcas() == 2
    with pytest.raises(MismaTarjeta):
        reabrir_estacion(tmp_path / "e", (preparado.otra, preparado.otra))
    with pytest.raises(CarpetaIncompleta):
        reabrir_estacion(tmp_path / "nada", preparado.tarjetas)


@pytest.mark.parametrize("parte", ["mesa", "urna"])
def test_un_respaldo_restaurado_no_sigue(tmp_path: Path, parte: str) -> None:
    """Going on from an older copy would fork the log: the checkpoint kept apart gives it away."""
    preparado = preparar()
    base = tmp_path / "e" / parte / "base.sqlite"
    with instalar(tmp_path / "e", abierta=False) as estacion:
        respaldo = base.read_bytes()
        apertura = abrir_urna(estacion.urna, preparado.tarjetas, hora=preparado.apertura)
        abrir_votacion(estacion.mesa, preparado.tarjetas, apertura.cabeza, hora=preparado.apertura)
    base.write_bytes(respaldo)
    with pytest.raises(BitacoraRetrocedida):
        reabrir_estacion(tmp_path / "e", preparado.tarjetas)


def test_sin_puntos_de_control_no_se_sigue(tmp_path: Path) -> None:
    """Whoever deletes the checkpoints hides a restored copy; so their absence stops too."""
    with instalar(tmp_path / "e"):
        pass
    for punto in (tmp_path / "e" / "urna" / "puntos").glob("*.punto"):
        punto.unlink()
    with pytest.raises(PuntoAusente):
        reabrir_estacion(tmp_path / "e", preparar().tarjetas)


def test_la_base_de_otra_instalacion_no_pasa_por_esta(tmp_path: Path) -> None:
    """A urna prepared elsewhere, of the same mesa and dotación, has another history."""
    for nombre in ("e", "f"):
        instalar(tmp_path / nombre).cerrar()
    ajena = (tmp_path / "f" / "urna" / "base.sqlite").read_bytes()
    (tmp_path / "e" / "urna" / "base.sqlite").write_bytes(ajena)
    with pytest.raises((BitacoraDistinta, ErrorEleccion)):
        reabrir_estacion(tmp_path / "e", preparar().tarjetas)
