"""Seals that followed the first one: in the open, by their resolution, and for their mesas alone.

Whoever re-seals holds real keys here; only what the resolution says, the log and the papers that
people took home can give away what else was changed.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.huella import ListaDeHuellas, Renglon
from auditoria.formatos.resello import NombreCorregido, Resello
from auditoria.papeles import resumen
from auditoria.papeles.informe import Veredicto
from auditoria.registro import expediente, firma
from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import (
    ArranqueAnunciado,
    DefinicionResellada,
    DefinicionSellada,
    DotacionEmitida,
    ProcesoAbierto,
    ResultadosPublicados,
    SelloRevocado,
)
from auditoria.reglas.contienda import archivos_de_resello
from auditoria.reglas.resello import ReselloTardio, exigir_resello_a_tiempo
from auditoria.verificador.anuncios import AnuncioAjeno, leer_anuncio
from auditoria.verificador.comision import revisar_comision, revisar_etapas
from auditoria.verificador.hallazgos import Cuaderno
from auditoria.verificador.recorrido import verificar
from auditoria.verificador.resellos import revisar_resellos
from auditoria.verificador.sellado import DefinicionAusente, revisar_sellado
from auditoria.verificador.sellos import revisar_sellos
from auditoria.verificador.taller import TallerDeComputo
from auditoria.verificador.verificacion import Verificacion
from eleccion.arranque import Central, abrir_central
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion
from eleccion.casos.computo.verificar_registro import RegistroDeOtroSello, verificar_registro
from eleccion.casos.jornada.dotacion_recibida import recibir_dotacion
from eleccion.casos.preparacion.resellar_definicion import (
    OrdenDeResello,
    PlanillaAdmitida,
    escribir_resello,
    resellar_definicion,
)
from eleccion.casos.sellado import HuellaAjena
from eleccion.simulacion import casos_especiales
from eleccion.simulacion.encargo import Encargo
from eleccion.simulacion.sellos import resellar_una
from eleccion.simulacion.simulacion import Simulacion
from tests.auditoria.verificador.proceso import Proceso
from tests.auditoria.verificador.test_actos_de_la_comision import NADA, leer

VIEJA = "dotacion-vieja.zip"


class DosVeces(Simulacion):
    """A town where one resolution corrects D001, and another puts a slate back in D002."""

    def resellar(self, central: Central) -> None:
        """Seal twice again; the dotación of D001 that went out first is kept."""
        cal = self.calendario
        emitida = central.carpetas.dotaciones / "dotacion-D001-M1.zip"
        shutil.copy(emitida, self.encargo.reservado / VIEJA)
        resellar_una(self.selladores, central=central, calendario=cal)
        self.emitir_dotaciones(central)
        orden = OrdenDeResello(
            resolucion="TESLP/JDC/14/2027",
            considerando="El tribunal revocó el dictamen.",
            fundamento="Resolución, resolutivo primero",
            cambios=(PlanillaAdmitida(tipo="planilla_agregada", planilla="D002-P3"),),
        )
        resellar_definicion(orden, self.selladores, comision=central, hora=cal.dotacion)
        escribir_resello(comision=central)
        self.emitir_dotaciones(central)


@pytest.fixture(scope="module")
def resellado(tmp_path_factory: pytest.TempPathFactory) -> Proceso:
    """Three demarcaciones: two of them sealed again, one after the other."""
    carpeta = tmp_path_factory.mktemp("resellado")
    encargo = Encargo(
        demarcaciones=3,
        votantes=9,
        semilla="resello",
        salida=carpeta / "expediente",
        reservado=carpeta / "reservado",
    )
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(casos_especiales, "CON_RESELLO", 1)
        poblado = DosVeces(encargo, lambda *_: None, map)
        vivido = poblado.correr()
    assert vivido.distintos == ()
    assert ("resellado", 2, ("D001", "D002")) in vivido.casos
    (encargo.reservado / "pines.json").write_text(json.dumps(poblado.pines))
    return Proceso(encargo.salida, encargo.reservado)


def cortas(proceso: Proceso) -> list[str]:
    """The short fingerprint of each seal, the first one first."""
    listas = ("huella.txt", "huella-2.txt", "huella-3.txt")
    return [ListaDeHuellas.leer((proceso.expediente / n).read_bytes()).corta for n in listas]


@pytest.fixture(scope="module")
def verificado(resellado: Proceso) -> Verificacion:
    """What is found of it, by who holds a paper of the mesa that nobody sealed again."""
    return verificar(resellado.expediente, huella=cortas(resellado)[0], procesos=1)


def test_un_proceso_resellado_se_verifica_con_la_huella_de_cualquier_papel(
    resellado: Proceso, verificado: Verificacion
) -> None:
    """Whoever kept the first fingerprint is told which mesas bear another one on their papers."""
    assert [c for c in verificado.comprobaciones if c.fallas] == []
    assert verificado.veredicto is Veredicto.VERIFICADO
    _, segunda, tercera = cortas(resellado)
    assert verificado.sin_cubrir == ((segunda, ("D001-M1",)), (tercera, ("D002-M1",)))
    assert verificado.a_json()["sin_cubrir"] == {segunda: ["D001-M1"], tercera: ["D002-M1"]}
    assert verificado.huella_corta == tercera
    cubre, una, otra, todo = verificado.avisos
    assert "cubre 1 mesa" in cubre
    assert [segunda in una, tercera in otra, tercera in todo] == [True, True, True]


def test_cada_huella_cubre_las_mesas_que_no_se_sellaron_despues(verificado: Verificacion) -> None:
    """The last one covers everything, because it cites those before it; any other, none."""
    sellado = verificado.sellado
    assert sellado is not None
    cubren = [replace(verificado, anclado=suyo).sin_cubrir for suyo in sellado.cadena]
    assert [len(sin_cubrir) for sin_cubrir in cubren] == [2, 1, 0]
    assert replace(verificado, anclado=None).sin_cubrir == ()
    assert len(replace(verificado, anclado=None).avisos) == 3


def test_cada_mesa_trabaja_con_la_huella_que_la_cubre(resellado: Proceso) -> None:
    """The paper of each mesa, and every file of it, bear that one and no other."""
    cierres = [
        Cierre.leer((resellado.expediente / f"{clave}/M1/cierre.json").read_bytes())
        for clave in ("D001", "D002", "D003")
    ]
    rutas = ("huella-2.txt", "huella-3.txt", "huella.txt")
    suyas = [sha256((resellado.expediente / ruta).read_bytes()).digest() for ruta in rutas]
    assert [cierre.huella for cierre in cierres] == suyas
    for clave, corta in zip(("D003", "D001", "D002"), cortas(resellado), strict=True):
        acta = (resellado.expediente / f"{clave}/M1/acta_escrutinio.html").read_text("utf-8")
        assert [c in acta for c in cortas(resellado)] == [c == corta for c in cortas(resellado)]


def test_el_cierre_que_se_anuncia_es_el_de_la_huella_de_su_mesa(resellado: Proceso) -> None:
    """A code photographed at a mesa under the fingerprint that ceased there closes nothing."""
    with expediente.abrir(resellado.expediente) as e:
        sellado = revisar_sellado(e, Cuaderno())
        cierre = Cierre.leer(e.leer("D001/M1/cierre.json"))
    llave = resellado.mesas["D001-M1"].mesa
    codigos = []
    for huella in (cierre.huella, sellado.cadena[0].huella):
        datos = replace(cierre, huella=huella).escribir()
        firmado = firma.firmar("cierre", cierre.proceso, datos, [llave])
        leido = resumen.resumir(Cierre.leer(datos), firmado, llave.publica)
        codigos.append(resumen.codificar(leido))
    assert leer_anuncio(codigos[0], sellado).cierre.mesa == "D001-M1", "control"
    with pytest.raises(AnuncioAjeno, match="otra huella"):
        leer_anuncio(codigos[1], sellado)


def test_uuid_y_pases_son_los_mismos(resellado: Proceso) -> None:
    """Slips that people's boxes hold already stay good, whatever the ballot says now."""
    catalogos = [
        Catalogo.leer((resellado.expediente / f"catalogo{n}.json").read_bytes())
        for n in ("", "-2", "-3")
    ]
    mesas = [[mesa for _, mesa in catalogo.mesas()] for catalogo in catalogos]
    assert mesas[0] == mesas[1] == mesas[2]
    listas = [
        ListaDeHuellas.leer((resellado.expediente / f"huella{n}.txt").read_bytes())
        for n in ("", "-3")
    ]
    for archivo, cambia in (("public_creds.json", False), ("election.json", True)):
        antes, despues = (lista.de(f"D002/M1/{archivo}") for lista in listas)
        assert (antes != despues) is cambia
    assert catalogos[2].demarcacion("D002").opciones[-2] == "D002-P3"


def firmar(proceso: Proceso, raiz: Path, ruta: str, *quienes: str) -> None:
    """Sign a file of a re-sellado with these keys."""
    llaves = {"comision": proceso.comision, **dict(zip("12", proceso.selladores, strict=True))}
    formato = ruta.partition(".")[0].partition("-")[0]
    datos = (raiz / ruta).read_bytes()
    firmado = firma.firmar(formato, proceso.llaves.proceso, datos, [llaves[q] for q in quienes])
    (raiz / f"{ruta}.firma").write_bytes(firmado)


TODOS = ("comision", "1", "2")


def firmar_lista(*quienes: str) -> Callable[[Proceso, Path], None]:
    """Sign the list of the second seal with some of the keys."""
    return lambda proceso, raiz: firmar(proceso, raiz, "huella-2.txt", *quienes)


def alterar(nombre: str, antes: bytes, despues: bytes) -> Callable[[Proceso, Path], None]:
    """Change a file by one word."""

    def cambiar(_: Proceso, raiz: Path) -> None:
        datos = (raiz / nombre).read_bytes()
        assert antes in datos
        (raiz / nombre).write_bytes(datos.replace(antes, despues, 1))

    return cambiar


def cambiar_a_solas(proceso: Proceso, raiz: Path) -> None:
    """With every key, change the ballot of a demarcación that no resolution speaks of."""
    catalogo = Catalogo.leer((raiz / "catalogo-3.json").read_bytes())
    clave = catalogo.demarcacion("D003").planillas[0].clave
    callado = NombreCorregido(tipo="nombre", planilla=clave, nombre="Otra cosa")
    demarcacion = catalogo.demarcacion("D003")
    planillas = (
        replace(demarcacion.planillas[0], nombre=callado.nombre),
        *demarcacion.planillas[1:],
    )
    otras = tuple(
        replace(d, planillas=planillas) if d is demarcacion else d for d in catalogo.demarcaciones
    )
    (raiz / "catalogo-3.json").write_bytes(replace(catalogo, demarcaciones=otras).escribir())
    firmar(proceso, raiz, "catalogo-3.json", "comision")
    _sellar_otra_vez(proceso, raiz)


def cambiar_la_lista_de_pases(proceso: Proceso, raiz: Path) -> None:
    """With every key, seal another credential list under a demarcación that changes anyway."""
    _sellar_otra_vez(proceso, raiz, {"D002/M1/public_creds.json": NADA})


def callar_la_eleccion(proceso: Proceso, raiz: Path) -> None:
    """With every key, seal an election that is not the one that the catalogue gives."""
    _sellar_otra_vez(proceso, raiz, {"D002/M1/election.json": NADA})


def ampliar_la_resolucion(proceso: Proceso, raiz: Path) -> None:
    """With every key, make the resolution say one change more than the log fixed."""
    resello = Resello.leer((raiz / "resello-3.json").read_bytes())
    (raiz / "resello-3.json").write_bytes(replace(resello, fundamento="Otro").escribir())
    firmar(proceso, raiz, "resello-3.json", *TODOS)
    _sellar_otra_vez(proceso, raiz)


def _sellar_otra_vez(proceso: Proceso, raiz: Path, tambien: dict[str, bytes] | None = None) -> None:
    ruta = raiz / "huella-3.txt"
    lista = ListaDeHuellas.leer(ruta.read_bytes())
    renglones = tuple(
        Renglon(
            (tambien or {}).get(r.ruta)
            or (sha256((raiz / r.ruta).read_bytes()).digest() if "/" not in r.ruta else r.sha256),
            r.ruta,
        )
        for r in lista.renglones
    )
    ruta.write_bytes(replace(lista, renglones=renglones).escribir())
    firmar(proceso, raiz, "huella-3.txt", *TODOS)


def quitar(numero: int) -> Callable[[Proceso, Path], None]:
    """Take a seal away, as if there had been none."""

    def cambiar(_: Proceso, raiz: Path) -> None:
        for ruta in archivos_de_resello(numero):
            (raiz / ruta).unlink()

    return cambiar


def fallas_de_los_sellos(raiz: Path) -> list[str]:
    """What the checks of the definition and of its seals find, where and what."""
    cuaderno = Cuaderno()
    with expediente.abrir(raiz) as e:
        try:
            sellado = revisar_sellado(e, cuaderno)
        except DefinicionAusente as falla:
            return [str(falla)]
        actos = revisar_comision(e, sellado, cuaderno)
        revisar_sellos(e, sellado, actos, cuaderno)
        revisar_resellos(e, sellado, actos, TallerDeComputo(), cuaderno)
    return [f"{f.lugar}: {f.hecho}" for c in cuaderno.comprobaciones() for f in c.fallas]


@pytest.mark.parametrize(
    ("cambiar", "halla"),
    [
        (firmar_lista(*TODOS), ""),
        (firmar_lista("comision"), "huella-2.txt.firma"),
        (firmar_lista("comision", "1"), "huella-2.txt.firma"),
        (firmar_lista("1", "2"), "huella-2.txt.firma"),
        (alterar("huella-2.txt", b"programa ", b"programa x/1 "), "huella-2.txt"),
        (alterar("catalogo-2.json", b"(corregida)", b"(corregidx)"), "catalogo-2.json"),
        (alterar("resello-2.json", b"(corregida)", b"(corregidx)"), "resello-2.json"),
        (alterar("resello-2.json", b'"numero":2', b'"numero":3'), "resello-2.json"),
        (alterar("resello-2.json", b'"mesa":"D001-M1"', b'"mesa":"D003-M1"'), "revocadas"),
        (alterar("huella.txt", b"programa ", b"programa x/1 "), "huella.txt"),
        (cambiar_a_solas, "catalogo-3.json"),
        (cambiar_la_lista_de_pases, "D002/M1/public_creds.json"),
        (callar_la_eleccion, "D002/M1/election.json"),
        (ampliar_la_resolucion, "comision.bitacora"),
        (quitar(3), "DefinicionResellada: 2 veces"),
        (lambda _, raiz: (raiz / "resello-2.json").unlink(), "resello-2.json"),
    ],
    ids=[
        "control", "sola", "falta una", "sin comisión", "otra lista", "otro catálogo",
        "otro cambio", "otro número", "otra dotación", "otra primera", "boleta callada",
        "otros pases", "otra elección", "otra resolución", "falta el último", "sin resolución",
    ],
)  # fmt: skip
def test_nada_se_sella_de_nuevo_sino_lo_que_dice_la_resolucion(
    resellado: Proceso,
    tmp_path: Path,
    cambiar: Callable[[Proceso, Path], None],
    halla: str,
) -> None:
    """Not with one key, and with all of them not in silence."""
    raiz = tmp_path / "copia"
    raiz.mkdir()
    for archivo in resellado.expediente.iterdir():
        if archivo.is_file():
            shutil.copy(archivo, raiz)
    cambiar(resellado, raiz)
    fallas = fallas_de_los_sellos(raiz)
    assert any(halla in falla for falla in fallas) if halla else fallas == []


def test_la_falta_de_una_huella_que_dice_la_bitacora_es_una_falla(
    resellado: Proceso, tmp_path: Path
) -> None:
    """Without it the mesa would seem to have voted under another ballot than the sealed one."""
    raiz = tmp_path / "copia"
    shutil.copytree(resellado.expediente, raiz)
    quitar(3)(resellado, raiz)
    hallado = verificar(raiz, procesos=1, taller=TallerDeComputo())
    fallas = {
        falla.archivo: comprobacion.nombre
        for comprobacion in hallado.comprobaciones
        for falla in comprobacion.fallas
    }
    assert hallado.veredicto is Veredicto.NO_VERIFICADO
    assert fallas["huella-3.txt"] == "archivos"
    assert "D002/M1/cierre.json" in fallas
    assert not any(archivo.startswith(("D001/", "D003/")) for archivo in fallas)


def test_la_dotacion_anterior_no_se_usa(resellado: Proceso) -> None:
    """With what is announced it does not open; what was done with it all the same is refused."""
    _, segunda, _ = cortas(resellado)
    vieja = resellado.reservado / VIEJA
    nueva = resellado.reservado / "central/dotaciones/dotacion-D001-M1.zip"
    assert recibir_dotacion(nueva, segunda).sellado.numero == 2
    with pytest.raises(HuellaAjena, match="quedó sin efecto"):
        recibir_dotacion(vieja, segunda)
    assert recibir_dotacion(vieja, cortas(resellado)[0]).mesa == "D001-M1", "control"


def test_un_registro_hecho_con_la_huella_anterior_no_se_recibe(
    resellado: Proceso, tmp_path: Path
) -> None:
    """Its votes are for a ballot that a resolution changed; the refusal says so, and what rules."""
    (recibido,) = (resellado.reservado / "central/registros").glob("D001-M1-*.zip")
    primera = ListaDeHuellas.leer((resellado.expediente / "huella.txt").read_bytes())
    hecho = tmp_path / "registro-D001-M1.zip"
    with zipfile.ZipFile(recibido) as antes, zipfile.ZipFile(hecho, "w") as despues:
        for nombre in antes.namelist():
            datos = antes.read(nombre)
            if nombre.endswith("cierre.json"):
                datos = replace(Cierre.leer(datos), huella=primera.huella).escribir()
            despues.writestr(zipfile.ZipInfo(nombre), datos)
    with abrir_central(resellado.reservado / "central") as central:
        contexto = contexto_de_recepcion(comision=central)
    assert verificar_registro(recibido, contexto).mesa == "D001-M1", "control"
    with pytest.raises(RegistroDeOtroSello, match=primera.corta):
        verificar_registro(hecho, contexto)


SELLA = DefinicionSellada(huella=NADA, personas=("una", "otra"))
RESELLA = DefinicionResellada(
    huella=NADA, demarcaciones=("D001",), resello=NADA, personas=("una", "otra")
)
REVOCA = SelloRevocado(huella=NADA, causa="Falta una persona.")
EMITE = DotacionEmitida(mesa="D001-M1", manifiesto=NADA)
ARRANQUE = ArranqueAnunciado(codigo="ROBLE-417-NIDO")


@pytest.mark.parametrize(
    ("medio", "hay_falla"),
    [
        ((SELLA, EMITE, RESELLA, EMITE, ARRANQUE), False),
        ((SELLA, RESELLA, EMITE, RESELLA, EMITE, ARRANQUE), False),
        ((SELLA, REVOCA, SELLA, RESELLA, EMITE, ARRANQUE), False),
        ((SELLA, EMITE, ARRANQUE, RESELLA), True),
        ((SELLA, EMITE, ARRANQUE, RESELLA, EMITE), True),
    ],
    ids=["una vez", "dos", "tras revocar", "tras el arranque", "y se emite"],
)
def test_no_se_resella_cuando_ya_empezo_la_jornada(
    medio: tuple[Asiento, ...], hay_falla: bool
) -> None:
    """With the day begun a mesa may have voted under what somebody changes."""
    cuaderno = Cuaderno()
    abre = ProcesoAbierto(proceso="jpc-2026", caracter="simulacro", convocatoria=NADA)
    revisar_etapas(leer(abre, *medio, ResultadosPublicados(resultados=NADA)), cuaderno)
    assert bool([f for c in cuaderno.comprobaciones() for f in c.fallas]) is hay_falla


@pytest.mark.parametrize(
    ("actos", "halla"),
    [
        ((SELLA, RESELLA, RESELLA), False),
        ((SELLA, RESELLA, REVOCA, SELLA, RESELLA), True),
        ((RESELLA, SELLA, RESELLA), True),
    ],
    ids=["control", "y se revoca", "antes de sellar"],
)
def test_ningun_sello_se_revoca_ni_se_hace_tras_un_resellado(
    resellado: Proceso, actos: tuple[Asiento, ...], halla: bool
) -> None:
    """What a resolution changed would be undone by a seal that does not know of it."""
    abre = ProcesoAbierto(proceso="jpc-2026", caracter="simulacro", convocatoria=NADA)
    with expediente.abrir(resellado.expediente) as e:
        sellado, cuaderno = revisar_sellado(e, Cuaderno()), Cuaderno()
        antes = sellado.hora_de_apertura - timedelta(days=1)
        horas = (antes,) * (len(actos) + 1)
        leidos = leer(abre, *actos, horas=horas)
        revisar_resellos(e, sellado, leidos, TallerDeComputo(), cuaderno)
    hechos = [f.hecho for c in cuaderno.comprobaciones() for f in c.fallas]
    assert any("se selló o se revocó después" in hecho for hecho in hechos) is halla


@pytest.mark.parametrize(("minutos", "es_tardio"), [(-1, False), (0, True)])
def test_no_se_resella_a_la_hora_de_abrir(
    resellado: Proceso, minutos: int, es_tardio: bool
) -> None:
    """Even where nobody announced the day, by then people are before the doors."""
    with expediente.abrir(resellado.expediente) as e:
        sellado = revisar_sellado(e, Cuaderno())
    hora = sellado.hora_de_apertura + timedelta(minutes=minutos)
    if not es_tardio:
        exigir_resello_a_tiempo(hora, sellado.hora_de_apertura)
        return
    with pytest.raises(ReselloTardio):
        exigir_resello_a_tiempo(hora, sellado.hora_de_apertura)


def test_la_dotacion_que_cuenta_es_la_que_salio_despues() -> None:
    """Of the mesa that was sealed again, and of no other, what went out before is forgotten."""
    antes, despues = sha256(b"antes").digest(), sha256(b"despues").digest()
    otra = DotacionEmitida(mesa="D002-M1", manifiesto=antes)
    actos = leer(
        SELLA,
        replace(EMITE, manifiesto=antes),
        otra,
        replace(RESELLA, huella=despues),
        replace(EMITE, manifiesto=despues),
    )
    vigentes = [
        actos.vigente(DotacionEmitida, mesa=mesa)[0].manifiesto for mesa in ("D001-M1", "D002-M1")
    ]
    assert vigentes == [despues, antes]
    assert actos.huella_de("asiento 5", "D001") == despues
    assert actos.huella_de("asiento 5", "D002") == actos.huella_de("asiento 4", "D001") == NADA
