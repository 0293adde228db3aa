"""A photograph of an acta before its record: what it fixes, and what it never decides."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from auditoria.formatos.acuerdo import MesaNoInstalada
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.computo import Cotejo
from auditoria.formatos.resultados import Resultados
from auditoria.papeles import resumen
from auditoria.papeles.informe import Veredicto
from auditoria.registro import firma
from auditoria.registro.asientos import AnuncioRecibido, CierreContradicho, MesaInstalada
from auditoria.registro.bitacora import hojear
from auditoria.registro.llave import LlavePrivada, LlavePublica
from auditoria.verificador.recorrido import verificar
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.descifrar_tanda import MesaSinRegistro, ordenes_de_descifrado
from eleccion.casos.computo.figuras import MesasPorDescifrar
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import publicar_resultados
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion
from eleccion.casos.computo.tomar_acuerdo import MesaConRegistro, tomar_acuerdo
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.cierre.remitir_registro import RegistroRemitido
from eleccion.dominio.etapas import EstadoMesa, EtapaProceso
from eleccion.ordenes import acuerdo as orden_de_acuerdo
from tests.eleccion.escenario import MESA, PROCESO, dia_completo, preparar
from tests.eleccion.noche import publicar_firme, recibir_y_descifrar
from tests.eleccion.ordenes.test_noche import Oficina, dar_sellos

VOTOS = (0, 1, 0, 2)
RUTA = "D001/M1"


@pytest.fixture(scope="module")
def remitido(tmp_path_factory: pytest.TempPathFactory) -> RegistroRemitido:
    """The record of the only mesa, as it came on a memory."""
    return dia_completo(tmp_path_factory.mktemp("dia"), VOTOS)


@pytest.fixture
def oficina(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Oficina]:
    """The commission after the day, before anything came."""
    return Oficina(tmp_path, capsys)


def cierre_de(remitido: RegistroRemitido) -> Cierre:
    """What the mesa closed."""
    with ZipFile(remitido.ruta) as registro:
        return Cierre.leer(registro.read(f"{RUTA}/cierre.json"))


def codigo_de(remitido: RegistroRemitido) -> str:
    """The text of the code that stands on its acta."""
    with ZipFile(remitido.ruta) as registro:
        firmado = registro.read(f"{RUTA}/cierre.json.firma")
        lineas = registro.read(f"{RUTA}/mesa-1.bitacora").splitlines()
    (primera,) = (e.asiento for e in hojear(lineas, MesaInstalada))
    assert isinstance(primera, MesaInstalada)
    llave = LlavePublica.desde_vkey(primera.llave_mesa)
    return resumen.codificar(resumen.resumir(cierre_de(remitido), firmado, llave))


def codigo_falso(remitido: RegistroRemitido, sobra: int = 1) -> str:
    """A code of the same mesa with other figures, sealed by a key that anybody draws."""
    suyo = cierre_de(remitido)
    assert suyo.testigos is not None
    primera, *otras = suyo.contados
    otro = replace(suyo, testigos=replace(suyo.testigos, contados=(primera + sobra, *otras)))
    llave = LlavePrivada(f"jpc/{PROCESO}/{RUTA}/mesa-1", os.urandom(32))
    firmado = firma.firmar("cierre", PROCESO, otro.escribir(), (llave,))
    return resumen.codificar(resumen.resumir(otro, firmado, llave.publica))


def contradicciones(oficina: Oficina) -> list[int]:
    """How many closes each entry of the log says that contradict each other."""
    with oficina.abrir() as central, central.leer() as lectura:
        hojeadas = [e.asiento for e in hojear(lectura.lineas(), CierreContradicho)]
    return [len(a.cierres) for a in hojeadas if isinstance(a, CierreContradicho)]


def estado(oficina: Oficina) -> EstadoMesa:
    """Of the mesa, in the books."""
    with oficina.abrir() as central, central.leer() as lectura:
        return lectura.estado_de_mesa(MESA)


def test_se_anuncia_una_vez_cuenta_como_recibida_y_nada_se_abre(
    oficina: Oficina, remitido: RegistroRemitido
) -> None:
    """Known that night and waited for all the same: a tally without ballots opens nothing."""
    foto, antes = oficina.hoja("foto.txt", codigo_de(remitido) + "\n"), oficina.asientos()
    ensayo = oficina("anuncio", foto, "--ensayo")
    assert (ensayo.estado, "Es un ensayo" in ensayo.errores) == (0, True), ensayo.errores
    assert (oficina.asientos(), estado(oficina)) == (antes, EstadoMesa.NO_INSTALADA)
    hecha = oficina("anuncio", foto)
    octetos = cierre_de(remitido).escribir()
    assert hecha.salida == f"{sha256(octetos).hexdigest()}  {RUTA}/cierre.json\n"
    assert "queda anunciado: nada se descifra ni se suma" in hecha.errores
    assert f"Testigos contados: planilla 1, {cierre_de(remitido).contados[0]};" in hecha.errores
    assert (oficina.asientos(), estado(oficina)) == (antes + 1, EstadoMesa.RECIBIDA)
    otra_vez = oficina("anuncio", foto)
    assert (otra_vez.estado, "no cambió nada" in otra_vez.errores) == (0, True)
    assert oficina.asientos() == antes + 1
    with oficina.abrir() as central:
        with central.leer() as lectura:
            (acto,) = (e.asiento for e in hojear(lectura.lineas(), AnuncioRecibido))
            assert lectura.proceso.leer().etapa is EtapaProceso.JORNADA
        assert isinstance(acto, AnuncioRecibido)
        assert acto.codigo == codigo_de(remitido)
        assert ordenes_de_descifrado({1: Path("x")}, comision=central) == ()
        with pytest.raises(MesaSinRegistro):
            ordenes_de_descifrado({1: Path("x")}, comision=central, mesas=[MESA])
        with pytest.raises(MesasPorDescifrar):
            computar_demarcacion("D001", comision=central, hora=preparar().clausura)


def test_lo_ajeno_y_lo_alterado_se_niega_por_su_nombre_y_no_detiene_a_otro(
    oficina: Oficina, remitido: RegistroRemitido
) -> None:
    """A wrong file among twenty is told apart, and nothing of it is written."""
    bueno, antes = codigo_de(remitido), oficina.asientos()
    alterado = f"{bueno[:-3]}{'000' if bueno[-3:] != '000' else '111'}"
    negados = {
        "alterado.txt": (alterado, 1, "alterado.txt: no se toma"),
        "cortado.txt": (bueno[:-30], 1, "cortado.txt: no se toma"),
        "carta.txt": ("Hola.", 2, "No es el texto del código"),
        "vacio.txt": ("", 2, "vacio.txt: no se toma"),
    }
    for nombre, (texto, debido, dicho) in negados.items():
        hecha = oficina("anuncio", oficina.hoja(nombre, texto))
        assert (hecha.estado, hecha.salida) == (debido, ""), hecha.errores
        assert dicho in hecha.errores, hecha.errores
        assert "Traceback" not in hecha.errores
    assert (oficina.asientos(), estado(oficina)) == (antes, EstadoMesa.NO_INSTALADA)
    foto = oficina.hoja("foto.txt", bueno)
    hecha = oficina("anuncio", oficina.carpeta / "cortado.txt", foto, oficina.carpeta / "carta.txt")
    assert (hecha.estado, "queda anunciado" in hecha.errores) == (1, True)
    assert oficina.asientos() == antes + 1


def test_el_registro_que_llega_dice_si_es_lo_anunciado(
    oficina: Oficina, remitido: RegistroRemitido
) -> None:
    """Equal, it is said; and a photograph that turns up afterwards is compared with the record."""
    oficina("anuncio", oficina.hoja("foto.txt", codigo_de(remitido)))
    ensayo = oficina("recibir", remitido.ruta, "--ensayo")
    assert "su cierre es el que se había anunciado" in ensayo.errores, ensayo.errores
    with oficina.abrir() as central:
        contexto = contexto_de_recepcion(comision=central)
    (anunciado,) = verificar_registro(remitido.ruta, contexto).anuncios
    assert (anunciado.coincide, anunciado.llave_propia) == (True, True)
    hecha = oficina("recibir", remitido.ruta)
    assert (hecha.estado, estado(oficina)) == (0, EstadoMesa.VERIFICADA), hecha.errores
    assert "su cierre es el que se había anunciado" in hecha.errores
    assert contradicciones(oficina) == []
    tarde = oficina("anuncio", oficina.hoja("otra.txt", codigo_falso(remitido)))
    assert (tarde.estado, "CONTRADICE otro cierre" in tarde.errores) == (0, True)
    assert "NO es la de ningún equipo de la mesa" in tarde.errores
    assert (contradicciones(oficina), estado(oficina)) == ([2], EstadoMesa.VERIFICADA)


def test_una_foto_tras_el_registro_se_compara_con_el(
    oficina: Oficina, remitido: RegistroRemitido
) -> None:
    """A neighbour brings it the next day: it is evidence, kept, and changes nothing."""
    oficina("recibir", remitido.ruta)
    hecha = oficina("anuncio", oficina.hoja("foto.txt", codigo_de(remitido)))
    assert "es el cierre que trae el registro" in hecha.errores, hecha.errores
    assert "NO es la de ningún equipo" not in hecha.errores
    assert (contradicciones(oficina), estado(oficina)) == ([], EstadoMesa.VERIFICADA)


def test_dos_anuncios_y_un_registro_que_se_contradicen_quedan_todos(
    oficina: Oficina, remitido: RegistroRemitido, tmp_path: Path
) -> None:
    """Whoever draws a code stops no mesa, hides nothing, and the expediente tells it.

    Control: the announcement that was true is in no list of what stands apart.
    """
    falsos = [oficina.hoja(f"{n}.txt", codigo_falso(remitido, n)) for n in (1, 2)]
    hecha = oficina("anuncio", *falsos)
    assert (hecha.estado, hecha.errores.count("CONTRADICE")) == (0, 1), hecha.errores
    assert contradicciones(oficina) == [2]
    oficina("anuncio", oficina.hoja("foto.txt", codigo_de(remitido)))
    dicho = oficina("recibir", remitido.ruta, "--ensayo").errores
    assert dicho.count("su cierre NO es el que se anunció") == 2, dicho
    assert dicho.count("la llave de ese anuncio NO es la de un equipo") == 2
    assert dicho.count("su cierre es el que se había anunciado") == 1
    noche = preparar().clausura + timedelta(hours=3)
    with oficina.abrir() as central:
        recibir_y_descifrar(tmp_path, central, remitido, hora=noche)
        computo = computar_demarcacion("D001", comision=central, hora=noche)
        publicar_firme(tmp_path, central, hora=noche + timedelta(days=60))
    assert computo.mesas[0].cotejo is Cotejo.COINCIDE
    assert contradicciones(oficina) == [2, 3]
    expediente = tmp_path / "expediente"
    verificado = verificar(expediente, procesos=1)
    assert verificado.veredicto is Veredicto.SIN_ANCLA
    (propia,) = (c for c in verificado.comprobaciones if c.nombre == "anuncios")
    assert (propia.total, propia.fallas) == (6, ())
    aparte = Resultados.leer((expediente / "resultados.json").read_bytes()).anunciados
    assert aparte is not None
    dichos = sorted((a.con_registro, a.llave_ajena, sum(a.testigos)) for a in aparte)
    assert dichos == [(True, True, 5), (True, True, 6)]
    assert sha256(cierre_de(remitido).escribir()).digest() not in {a.cierre for a in aparte}


def test_lo_anunciado_cuyo_registro_no_llega_no_se_suma(
    oficina: Oficina, remitido: RegistroRemitido, tmp_path: Path
) -> None:
    """An acuerdo ends the wait; the figures are published as announced, and elect nobody.

    Who takes it is warned: of a mesa of which nothing came, nothing is said.
    """
    hoja = oficina.hoja("hoja.toml", orden_de_acuerdo.MODELO)
    sin_nada = oficina("acuerdo", hoja, *dar_sellos(), "--ensayo")
    assert (sin_nada.estado, "se anunció un cierre" in sin_nada.errores) == (0, False)
    oficina("anuncio", oficina.hoja("foto.txt", codigo_de(remitido)))
    avisada = oficina("acuerdo", hoja, *dar_sellos(), "--ensayo")
    assert (avisada.estado, "se anunció un cierre" in avisada.errores) == (0, True), avisada.errores
    noche = preparar().clausura + timedelta(hours=3)
    with oficina.abrir() as central:
        acordar = (
            "D001",
            MesaNoInstalada(tipo="no_instalada", mesa=MESA),
            "El registro de la mesa se perdió; sólo consta el anuncio de su cierre.",
            "Convocatoria, base octava.",
            preparar().selladores,
        )
        tomar_acuerdo(*acordar, comision=central, hora=noche)
        computo = computar_demarcacion("D001", comision=central, hora=noche)
        with central.abrir() as trabajo:
            # Any record of another mesa begins the cómputo; in a process of one there is none.
            trabajo.proceso.guardar(trabajo.proceso.leer().aplicar("iniciar_computo"))
        publicar_resultados(comision=central, hora=noche + timedelta(days=60))
        publicar_expediente(tmp_path / "expediente", comision=central)
    assert (computo.total, computo.mesas[0].cotejo) == (0, Cotejo.NO_INSTALADA)
    resultados = Resultados.leer((tmp_path / "expediente/resultados.json").read_bytes())
    assert resultados.anunciados is not None
    (solo,) = resultados.anunciados
    assert (solo.mesa, solo.con_registro, sum(solo.testigos)) == (MESA, False, len(VOTOS))
    assert solo.llave_ajena is None
    assert resultados.totales.votos == 0
    assert verificar(tmp_path / "expediente", procesos=1).veredicto is Veredicto.SIN_ANCLA
    assert estado(oficina) is EstadoMesa.RECIBIDA


def test_con_registro_no_se_acuerda_que_no_se_instalo(
    oficina: Oficina, remitido: RegistroRemitido
) -> None:
    """Control of the acuerdo: once the record came there is nothing to wait for."""
    oficina("anuncio", oficina.hoja("foto.txt", codigo_de(remitido)))
    oficina("recibir", remitido.ruta)
    with oficina.abrir() as central, pytest.raises(MesaConRegistro):
        tomar_acuerdo(
            "D001",
            MesaNoInstalada(tipo="no_instalada", mesa=MESA),
            "Se perdió.",
            "Convocatoria, base octava.",
            preparar().selladores,
            comision=central,
            hora=preparar().clausura,
        )
