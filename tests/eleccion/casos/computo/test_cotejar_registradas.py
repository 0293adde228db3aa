"""Two mesas without a list: whoever registered at both is found afterwards, and named to nobody.

docs/formato-registradas.md.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import pytest

from auditoria.formatos.acta import EstadoFirma, FirmaActa, MotivoCierre
from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.reglas import ModoPadron
from auditoria.registro import bitacora
from auditoria.registro.asientos import RegistradasCotejadas
from auditoria.reglas.convocatoria import convocatoria_modelo
from auditoria.verificador.comision import ActosDeComision, CotejoImposible, revisar_cotejo
from eleccion.arranque import Central, abrir_central, instalar_estacion, reabrir_estacion
from eleccion.casos.computo.cotejar_registradas import (
    RegistradasAjenas,
    RegistradasAlteradas,
    RegistradasDistintas,
)
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion, recibir_registro
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.cierre.cuadrar_mesa import cuadrar_mesa
from eleccion.casos.jornada.cierre.levantar_acta import OrdenDeActa, levantar_acta
from eleccion.casos.jornada.cierre.remitir_registro import remitir_registro
from eleccion.casos.jornada.lista.registrar_persona import registrar_persona
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_votacion
from eleccion.casos.jornada.mesa.contar_papeles import asentar_escrutinio, contar_papel
from eleccion.casos.jornada.mesa.dibujar_papeles import (
    dibujar_acta_de_inicio,
    dibujar_papeles_de_cierre,
)
from eleccion.casos.preparacion.preparar_tarjetas import ruta_de_tarjeta
from eleccion.casos.registradas import firmar_registradas, leer_registradas
from eleccion.casos.tarjetas import abrir_tarjeta
from eleccion.cli import principal
from eleccion.dominio.mesa import ConteoDePapel
from eleccion.dominio.padron import Elector
from eleccion.dominio.registro_en_mesa import CredencialExhibida
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    Preparado,
    Variante,
    copiar_comision,
    orden_de_instalacion,
    preparar,
)

VARIANTE = Variante(modalidad=Modalidad.PAPEL, modo=ModoPadron.REGISTRO_EN_MESA, vecina=True)
OTRA = "D002-M1"


@dataclass(frozen=True)
class Noche:
    """What both mesas sent; the third one is the other mesa on a day on which nobody cheated."""

    central: Path
    una: Path
    otra: Path
    honrada: Path


def credencial(persona: Elector, seccion: int | None = None) -> CredencialExhibida:
    """The card of somebody, or a false one with another sección."""
    donde = persona.seccion if seccion is None else seccion
    return CredencialExhibida.leer(persona.clave_elector, donde, persona.vigencia)


def vivir(p: Preparado, mesa: str, llegan: Sequence[CredencialExhibida], destino: Path) -> Path:
    """The day of a mesa on paper, from the instalación to its registro."""
    destino.mkdir(parents=True)
    orden = orden_de_instalacion(p, representantes=())
    demarcacion, catalogada = p.catalogo.ubicar(mesa)
    impresas = catalogada.boletas.cantidad if catalogada.boletas else 0
    orden = replace(orden, boletas_recibidas=impresas)
    votos = (len(llegan), *(0 for _ in demarcacion.opciones[1:]))
    papel = ConteoDePapel(
        sobrantes=impresas - len(llegan), inutilizadas=0, extraidas=len(llegan), votos=votos
    )
    with instalar_estacion(destino / "estacion", orden) as estacion:
        dibujar_acta_de_inicio(estacion.mesa, ())
        abrir_votacion(estacion.mesa, p.tarjetas, None, hora=p.apertura)
        for llega in llegan:
            registrar_persona(estacion.mesa, llega, hora=p.apertura)
        cerrar_votacion(estacion.mesa, p.tarjetas, hora=p.clausura, motivo=MotivoCierre.SIN_FILA)
        contar_papel(estacion.mesa, papel, papel)
        asentar_escrutinio(estacion.mesa, hora=p.clausura + 30 * MINUTO)
        assert cuadrar_mesa(estacion.mesa, None) == ()
        firmas = tuple(
            FirmaActa(
                quien=f.clave, rol="funcionario", estado=EstadoFirma.FIRMO, recibio_copia=True
            )
            for f in orden.funcionarios
        )
        levantar_acta(
            estacion.mesa,
            None,
            OrdenDeActa(
                firmas=firmas, inicio=p.clausura + 5 * MINUTO, fin=p.clausura + 30 * MINUTO
            ),
            p.tarjetas,
            sello_de_urna=None,
        )
        dibujar_papeles_de_cierre(estacion.mesa)
        hora = p.clausura + 60 * MINUTO
        return remitir_registro(estacion.mesa, None, destino, p.tarjetas, hora=hora).ruta


def de_la_otra(p: Preparado, central: Central) -> Preparado:
    """The same process, at the other mesa: its dotación, officials and cards."""
    dotacion = central.carpetas.dotaciones / f"dotacion-{OTRA}.zip"
    carpeta = p.raiz / "tarjetas" / OTRA
    una, otra = (abrir_tarjeta(ruta_de_tarjeta(carpeta, OTRA, f"f{n}"), f"{n:06d}") for n in (1, 2))
    with central.leer() as lectura:
        designados = lectura.funcionarios.de_mesa(OTRA)
    return replace(p, dotacion=dotacion, designados=designados, tarjetas=(una, otra))


@cache
def noche() -> Noche:
    """Both mesas lived, once; somebody showed a false card at the other one too."""
    raiz, p = Path(mkdtemp(prefix="eleccion-registradas-")), preparar(VARIANTE)
    with copiar_comision(raiz / "central", VARIANTE) as central:
        alla = de_la_otra(p, central)
    de_aqui = [credencial(persona) for persona in p.vecinas[:3]]
    de_alla = [credencial(persona) for persona in p.ajenas[:2]]
    dos_veces = credencial(p.vecinas[1], p.ajenas[0].seccion)
    return Noche(
        central=raiz / "central",
        una=vivir(p, MESA, de_aqui, raiz / "una"),
        otra=vivir(alla, OTRA, [*de_alla, dos_veces], raiz / "otra"),
        honrada=vivir(alla, OTRA, de_alla, raiz / "honrada"),
    )


@pytest.fixture
def comision(tmp_path: Path) -> Path:
    """A commission at the end of the day, with no record yet."""
    shutil.copytree(noche().central, tmp_path / "central")
    return tmp_path / "central"


def recibir(carpeta: Path, *registros: Path) -> None:
    """Verify and receive records."""
    with abrir_central(carpeta) as central:
        for ruta in registros:
            verificado = verificar_registro(ruta, contexto_de_recepcion(comision=central))
            hora = preparar(VARIANTE).clausura + 120 * MINUTO
            recibir_registro(verificado, comision=central, hora=hora)


def lista(registro: Path) -> Path:
    """The list that a mesa handed over with its registro."""
    (ruta,) = registro.parent.glob("registradas-*.txt")
    return ruta


def cotejar(
    carpeta: Path, capsys: pytest.CaptureFixture[str], *argumentos: str | Path
) -> tuple[int, str]:
    """Run the commission's order."""
    orden = ["registradas", *map(str, argumentos), "--comision", str(carpeta)]
    return principal(orden), capsys.readouterr().err


def asentados(carpeta: Path) -> list[RegistradasCotejadas]:
    """Entries of the commission's log."""
    with abrir_central(carpeta) as central, central.leer() as lectura:
        hojeadas = bitacora.hojear(lectura.lineas(), RegistradasCotejadas)
        return [e.asiento for e in hojeadas if isinstance(e.asiento, RegistradasCotejadas)]


def test_quien_se_registro_en_dos_mesas_se_halla_y_no_se_nombra(
    comision: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Counts in the log, rows of two printed lists for the tribunal, a clave nowhere."""
    n, p, informe = noche(), preparar(VARIANTE), tmp_path / "repetidas.txt"
    recibir(comision, n.una, n.otra)
    listas = lista(n.una), lista(n.otra)
    estado, dicho = cotejar(comision, capsys, *listas, "--ensayo")
    assert (estado, "Personas repetidas: 1." in dicho, asentados(comision)) == (0, True, [])
    # One list alone: the other mesa is said to be missing.
    assert cotejar(comision, capsys, listas[0])[0] == 0
    estado, dicho = cotejar(comision, capsys, *listas, "--informe", informe)
    assert (estado, "Personas repetidas: 1." in dicho) == (0, True)
    assert "Ya estaba asentado" in cotejar(comision, capsys, *listas)[1]
    assert asentados(comision) == [
        RegistradasCotejadas(mesas=1, faltan=1, personas=3, repetidas=0),
        RegistradasCotejadas(mesas=2, faltan=0, personas=6, repetidas=1),
    ]
    contenido = informe.read_bytes()
    (renglones,) = json.loads(contenido.partition(b"\n")[0])["repetidas"]
    aqui = sorted((v.seccion, v.clave_elector) for v in p.vecinas[:3])
    esperado = aqui.index((p.vecinas[1].seccion, p.vecinas[1].clave_elector)) + 1
    assert renglones[0] == {"mesa": MESA, "numero": esperado}
    assert renglones[1]["mesa"] == OTRA
    assert informe.stat().st_mode & 0o077 == 0
    for octetos in (contenido, *(ruta.read_bytes() for ruta in listas)):
        for persona in (*p.vecinas[:3], *p.ajenas[:2]):
            clave = persona.clave_elector.encode()
            assert clave not in octetos
            assert sha256(clave).hexdigest().encode() not in octetos, "a bare hash is guessed"


def test_sin_nadie_repetido_consta_que_se_cotejo(
    comision: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Control: the same two mesas on an honest day; nobody is found, and the log says it."""
    n = noche()
    recibir(comision, n.una, n.honrada)
    assert cotejar(comision, capsys, lista(n.una), lista(n.honrada))[0] == 0
    assert asentados(comision) == [RegistradasCotejadas(mesas=2, faltan=0, personas=5, repetidas=0)]


def test_no_se_coteja_cualquier_lista(
    comision: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """No record yet, another day's, somebody left out, another process, nothing at all."""
    n, falsa = noche(), tmp_path / "falsa.txt"
    assert "El registro de esa mesa no se ha recibido" in cotejar(comision, capsys, lista(n.una))[1]
    recibir(comision, n.una, n.honrada)
    propia = leer_registradas(lista(n.una).read_bytes())
    with reabrir_estacion(n.una.parent / "estacion", preparar(VARIANTE).tarjetas) as estacion:
        llave = estacion.mesa.llave
    menos = firmar_registradas(replace(propia, personas=propia.personas[:2]), [llave])
    ajena = firmar_registradas(replace(propia, proceso="slp-otro-2027"), [llave])
    otra = firmar_registradas(replace(propia, definicion=bytes(32)), [llave])
    sin_firma = lista(n.una).read_bytes().replace(b'"numero":1}', b'"numero":9}', 1)
    for octetos, estado, que in (
        (menos, 1, RegistradasAlteradas.explicacion),
        (ajena, 1, RegistradasAjenas.explicacion),
        (otra, 1, RegistradasAjenas.explicacion),
        (sin_firma, 1, ""),
        (b"{}", 2, "falsa.txt"),
        (b"\xd1\n", 2, "falsa.txt"),
        (b'{"formato":"otro"}\n', 1, "falsa.txt"),
        (lista(n.otra).read_bytes(), 1, RegistradasAjenas.explicacion),
    ):
        falsa.write_bytes(octetos)
        visto, dicho = cotejar(comision, capsys, falsa)
        assert (visto, que in dicho) == (estado, True), dicho
    assert asentados(comision) == []
    recibir(comision, n.otra)
    assert cotejar(comision, capsys, lista(n.honrada))[0] == 0
    estado, dicho = cotejar(comision, capsys, lista(n.otra))
    assert (estado, RegistradasDistintas.explicacion in dicho) == (1, True), dicho


def test_control_un_cotejo_imposible_se_nota(
    comision: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Control: more people twice than rows, mesas or the convocatoria allow is no true count."""
    n, reglas = noche(), preparar(VARIANTE).convocatoria.reglas
    recibir(comision, n.una, n.otra)
    cotejar(comision, capsys, lista(n.una), lista(n.otra))
    with abrir_central(comision) as central, central.leer() as lectura:
        origen = lectura.cabeza().origen
        pasos = tuple(bitacora.recorrer(lectura.lineas(), origen))

    def actos(**cambios: int) -> ActosDeComision:
        leidos = ActosDeComision()
        for entrada, cabeza in pasos:
            asiento = entrada.asiento
            if isinstance(asiento, RegistradasCotejadas):
                entrada = replace(entrada, asiento=replace(asiento, **cambios))
            leidos.agregar(entrada, cabeza)
        return leidos

    revisar_cotejo(actos(), reglas, 2)
    for mal in ({"repetidas": 4}, {"mesas": 1}, {"faltan": 1}, {"personas": 1}):
        with pytest.raises(CotejoImposible):
            revisar_cotejo(actos(**mal), reglas, 2)
    con_lista = convocatoria_modelo(ModoPadron.LISTA_NOMINAL).reglas
    with pytest.raises(CotejoImposible):
        revisar_cotejo(actos(), con_lista, 2)
