"""The sealed definition: the root files of a record, and the one fingerprint over them.

Everything later in the record is checked against what this part returns. A file that another
(``huella.txt``) already fixes is still checked on its own, so that the finding names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Final, TypeVar

from auditoria.errores import ErrorAuditoria, ReglaRota
from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.claves import id_de_mesa, partir_mesa, ruta_de_mesa
from auditoria.formatos.custodios import Custodios
from auditoria.formatos.huella import ListaDeHuellas
from auditoria.formatos.llaves import Llaves
from auditoria.formatos.reglas import Reglas
from auditoria.formatos.resello import Resello
from auditoria.papeles import Contexto
from auditoria.programa import version_del_programa
from auditoria.registro import firma
from auditoria.registro.expediente import Expediente
from auditoria.registro.llave import LlavePublica
from auditoria.reglas.contienda import (
    HUELLA,
    RUTAS_DEL_PROCESO,
    definicion_de_mesa,
    huellas_de_resello,
    ruta_de_resello,
    ruta_de_sello,
    rutas_del_sello,
    rutas_selladas,
    ultimo_sello,
)
from auditoria.reglas.convocatoria import Convocatoria
from auditoria.reglas.plazos import hora_de
from auditoria.reglas.resello import aplicar_cambios
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from boletas.cripto.custodios import ListaDeCustodios, leer_custodios
from boletas.cripto.pedersen import Pedersen
from boletas.errores import FallaDeBoletas

T = TypeVar("T")

SELLADOS: Final = tuple(sorted((*RUTAS_DEL_PROCESO, "huella.txt")))
"""Root files that the commission signs at the sealing."""


class DefinicionAusente(ReglaRota):
    """Without the sealed definition nothing of the record can be recomputed."""

    explicacion = "No se puede leer la definición sellada; el resto no se comprobó"


class OtraVersionDelPrograma(ReglaRota):
    """The record was sealed under other code: papers need not come out the same."""

    explicacion = "El expediente se selló con otra versión del programa"


class CustodiosDistintos(ReglaRota):
    """custodios.json says of the ceremony something its messages do not show."""

    explicacion = "Los custodios no corresponden a la ceremonia publicada"


class HuellaDeOtroArchivo(ReglaRota):
    """A root file changed after the sealing."""

    explicacion = "El archivo no es el que se selló"


class FuncionariosDistintos(ReglaRota):
    """llaves.json names officials of a mesa the catalogue does not have, or leaves one without."""

    explicacion = "Las personas funcionarias no corresponden a las mesas del catálogo"


@dataclass(frozen=True, slots=True)
class Sellado:
    """The sealed definition, read. ``huella`` is the list; its digest names the process.

    Attributes:
        numero: Of the seal, from 1; one more after each re-sellado.
        resello: What this one changed of the one before; ``None`` for the first, and where only
            one is at hand.
        previo: The one before; ``None`` likewise.
    """

    catalogo: Catalogo
    reglas: Reglas
    llaves: Llaves
    custodios: Custodios
    trustees: bytes
    lista: ListaDeHuellas
    contexto: Contexto
    numero: int = 1
    resello: Resello | None = None
    previo: Sellado | None = None

    @property
    def cadena(self) -> tuple[Sellado, ...]:
        """Every seal up to this one, the first one first."""
        return (self,) if self.previo is None else (*self.previo.cadena, self)

    @property
    def catalogos(self) -> tuple[Catalogo, ...]:
        """The catalogue of every seal up to this one."""
        return tuple(sellado.catalogo for sellado in self.cadena)

    def que_cubre(self, clave: str) -> Sellado:
        """Give the seal in force for a demarcación or a mesa: the last one that changed it.

        Args:
            clave: ``D001`` or ``D001-M1``.
        """
        if self.previo is None or self.resello is None:
            return self
        if partir_mesa(clave)[0] in self.resello.demarcaciones:
            return self
        return self.previo.que_cubre(clave)

    @property
    def huella(self) -> bytes:
        """The fingerprint: 32 bytes."""
        return self.lista.huella

    @property
    def corta(self) -> str:
        """The fingerprint as papers show it."""
        return self.lista.corta

    @property
    def proceso(self) -> str:
        """Identifier of the process every file must carry."""
        return self.catalogo.proceso.id

    @property
    def hora_de_apertura(self) -> datetime:
        """Hour at which voting opens, by the convocatoria."""
        return hora_de(self.catalogo.proceso.jornada, self.reglas.horario.valor.apertura)

    @property
    def hora_de_cierre(self) -> datetime:
        """Hour at which the queue is closed, by the convocatoria."""
        return hora_de(self.catalogo.proceso.jornada, self.reglas.horario.valor.cierre)

    @property
    def comision(self) -> LlavePublica:
        """The commission's key."""
        return self.llaves.llave_comision

    @property
    def llave_de_eleccion(self) -> ListaDeCustodios:
        """The trustees, as the ballots' archive reads them."""
        return leer_custodios(self.trustees)


def revisar_sellado(e: Expediente, cuaderno: Cuaderno) -> Sellado:
    """Check the root files against each other, their signatures and the fingerprint.

    Returns:
        The last seal, usable by every other part even when some check here failed; it knows those
        before it.

    Raises:
        DefinicionAusente: A root file cannot even be read; nothing else can be checked.
    """
    sellado = _revisar_primero(e, cuaderno)
    for numero in range(2, ultimo_sello(e.nombres()) + 1):
        sellado = _revisar_resello(e, sellado, numero, cuaderno)
    return sellado


def _revisar_primero(e: Expediente, cuaderno: Cuaderno) -> Sellado:
    catalogo = _leer(e, "catalogo.json", Catalogo.leer, cuaderno)
    reglas = _leer(e, "reglas.json", Reglas.leer, cuaderno)
    llaves = _leer(e, "llaves.json", Llaves.leer, cuaderno)
    custodios = _leer(e, "custodios.json", _leer_custodios, cuaderno)
    lista = _leer(e, "huella.txt", ListaDeHuellas.leer, cuaderno)
    convocatoria = _leer(e, "convocatoria.toml", Convocatoria.leer, cuaderno)

    _revisar_firmas(e, llaves, catalogo.proceso.id, cuaderno)
    _revisar_huella(e, lista, cuaderno)
    cuaderno.cotejar(
        Nombre.SELLADO,
        "huella.txt",
        "rutas",
        tuple(renglon.ruta for renglon in lista.renglones),
        tuple(sorted(rutas_selladas(catalogo))),
    )
    for nombre, proceso in (
        ("reglas.json", reglas.proceso),
        ("llaves.json", llaves.proceso),
        ("custodios.json", custodios.proceso),
        ("convocatoria.toml", convocatoria.proceso.id),
    ):
        cuaderno.cotejar(Nombre.SELLADO, nombre, "proceso", proceso, catalogo.proceso.id)
    cuaderno.cotejar(
        Nombre.SELLADO, "catalogo.json", "proceso", catalogo.proceso, convocatoria.proceso
    )
    cuaderno.cotejar(Nombre.SELLADO, "reglas.json", "", reglas, convocatoria.reglas)
    with cuaderno.revisar(Nombre.SELLADO, "llaves.json", "funcionarios"):
        _revisar_funcionarios(catalogo, llaves)
    with cuaderno.revisar(Nombre.CUSTODIOS, "custodios.json", "trustees"):
        _revisar_custodios(custodios, reglas)
    with cuaderno.revisar(Nombre.SELLADO, "huella.txt", "programa"):
        if lista.programa != version_del_programa():
            raise OtraVersionDelPrograma(f"{lista.programa}; este es {version_del_programa()}")
    return Sellado(
        catalogo=catalogo,
        reglas=reglas,
        llaves=llaves,
        custodios=custodios,
        trustees=custodios.trustees.encode(),
        lista=lista,
        contexto=Contexto(catalogo=catalogo, reglas=reglas, huella=lista.huella),
    )


def _revisar_resello(e: Expediente, previo: Sellado, numero: int, cuaderno: Cuaderno) -> Sellado:
    """Check a seal that followed another: its files, its signatures, and what it changed."""
    rutas = partial(ruta_de_sello, numero=numero)
    catalogo = _leer(e, rutas("catalogo.json"), Catalogo.leer, cuaderno)
    lista = _leer(e, rutas(HUELLA), ListaDeHuellas.leer, cuaderno)
    resello = _leer(e, ruta_de_resello(numero), Resello.leer, cuaderno)
    firmantes = (previo.comision, *previo.llaves.llaves_que_sellan)
    for ruta, formato, suyos in (
        (rutas("catalogo.json"), "catalogo", firmantes[:1]),
        (rutas(HUELLA), "huella", firmantes),
        (ruta_de_resello(numero), Resello.formato, firmantes),
    ):
        with cuaderno.revisar(Nombre.SELLADO, f"{ruta}.firma"):
            firma.verificar(e.leer(f"{ruta}.firma"), e.leer(ruta), formato, previo.proceso, suyos)
    sellado = replace(
        previo,
        catalogo=catalogo,
        lista=lista,
        contexto=Contexto(catalogo=catalogo, reglas=previo.reglas, huella=lista.huella),
        numero=numero,
        resello=resello,
        previo=previo,
    )
    with cuaderno.revisar(Nombre.SELLADO, ruta_de_resello(numero), "cambios"):
        for archivo, entrada, afirma, consta in cotejos_de_resello(sellado, e.huella):
            cuaderno.cotejar(Nombre.SELLADO, archivo, entrada, afirma, consta)
    return sellado


def cotejos_de_resello(
    sellado: Sellado, huella_de: Callable[[str], bytes]
) -> Iterator[tuple[str, str, object, object]]:
    """Say what a seal that followed another states beside what its resolution gives.

    Args:
        sellado: With its ``resello`` and its ``previo``; nothing is said of a first one.
        huella_de: SHA-256 of a file of the definition.

    Yields:
        File, entry, what is stated there, and what results.

    Raises:
        CambioImposible, CambioOcioso: What the resolution changes cannot be changed.
    """
    resello, previo, numero = sellado.resello, sellado.previo, sellado.numero
    if resello is None or previo is None:
        return
    ruta, lista = ruta_de_resello(numero), ruta_de_sello(HUELLA, numero)
    yield ruta, "proceso", resello.proceso, previo.proceso
    yield ruta, "numero", resello.numero, numero
    yield ruta, "huella", resello.huella, previo.huella
    yield lista, "programa", sellado.lista.programa, previo.lista.programa
    rehecho = aplicar_cambios(previo.catalogo, resello.cambios, previo.reglas)
    dicho, debido = (sha256(c.escribir()).digest() for c in (sellado.catalogo, rehecho))
    yield ruta_de_sello("catalogo.json", numero), "", dicho, debido
    llave = sellado.llave_de_eleccion.llave
    archivos = {ruta: huella_de(ruta) for ruta in rutas_del_sello(numero)}
    huellas = huellas_de_resello(previo.lista, rehecho, resello.demarcaciones, llave, archivos)
    dichas = {renglon.ruta: renglon.sha256 for renglon in sellado.lista.renglones}
    for renglon in sorted(dichas.keys() | huellas.keys()):
        yield lista, renglon, dichas.get(renglon), huellas.get(renglon)
    # Nobody holds the ballot that is no more: whoever has the first fingerprint writes it again.
    for clave in resello.demarcaciones:
        antes = previo.catalogo.demarcacion(clave)
        for mesa in (mesa for mesa in antes.mesas if mesa.tiene_urna):
            renglon = f"{ruta_de_mesa(id_de_mesa(clave, mesa.clave))}/election.json"
            texto = definicion_de_mesa(previo.catalogo, antes, mesa, llave).texto
            previa = ruta_de_sello(HUELLA, numero - 1)
            yield previa, renglon, previo.lista.de(renglon), sha256(texto).digest()


def _leer(e: Expediente, nombre: str, leer: Callable[[bytes], T], cuaderno: Cuaderno) -> T:
    """Read one root file, or end the verification saying which one cannot be read."""
    cuaderno.contar(Nombre.SELLADO)
    try:
        return leer(e.leer(nombre))
    except (ErrorAuditoria, FallaDeBoletas) as error:
        hecho = getattr(error, "hecho", "") or getattr(error, "mensaje", "")
        explicacion = error.explicacion if isinstance(error, ErrorAuditoria) else ""
        raise DefinicionAusente(
            ": ".join(parte for parte in (explicacion, hecho) if parte),
            archivo=nombre,
            entrada=error.entrada,
        ) from error


def _leer_custodios(datos: bytes) -> Custodios:
    """Read the file, and that the trustees inside can be: the key of every ballot is theirs."""
    custodios = Custodios.leer(datos)
    leer_custodios(custodios.trustees.encode())
    return custodios


def _revisar_firmas(e: Expediente, llaves: Llaves, proceso: str, cuaderno: Cuaderno) -> None:
    """Every root file carries the commission's signature; the fingerprint, two persons' too."""
    for nombre in SELLADOS:
        formato, _, _ = nombre.partition(".")
        firmantes: tuple[LlavePublica, ...] = (llaves.llave_comision,)
        if nombre == "huella.txt":
            firmantes += llaves.llaves_que_sellan
        with cuaderno.revisar(Nombre.SELLADO, f"{nombre}.firma"):
            firma.verificar(e.leer(f"{nombre}.firma"), e.leer(nombre), formato, proceso, firmantes)


def _revisar_huella(e: Expediente, lista: ListaDeHuellas, cuaderno: Cuaderno) -> None:
    """Each root file is the one the fingerprint was made of; mesas come with their archive."""
    for nombre in SELLADOS:
        if nombre != "huella.txt":
            with cuaderno.revisar(Nombre.SELLADO, nombre, "huella"):
                sellada = lista.de(nombre)
                if sellada != e.huella(nombre):
                    raise HuellaDeOtroArchivo(f"huella.txt dice {sellada.hex()}")


def _revisar_funcionarios(catalogo: Catalogo, llaves: Llaves) -> None:
    """Every mesa has officials, and no official belongs to a mesa that does not exist."""
    mesas = {id_de_mesa(demarcacion.clave, mesa.clave) for demarcacion, mesa in catalogo.mesas()}
    con_personal = {funcionario.mesa for funcionario in llaves.funcionarios}
    if mesas != con_personal:
        raise FuncionariosDistintos(", ".join(sorted(mesas ^ con_personal)))


def _revisar_custodios(custodios: Custodios, reglas: Reglas) -> None:
    """The trustees are one Pedersen group of the size the rules fix, opened as committed."""
    publicados = leer_custodios(custodios.trustees.encode())
    grupo = [elemento for elemento in publicados.elementos if isinstance(elemento, Pedersen)]
    if len(publicados.elementos) != 1 or len(grupo) != 1:
        raise CustodiosDistintos("debe haber un solo grupo con umbral")
    (pedersen,) = grupo
    regla = reglas.custodia.valor
    dicho = (custodios.umbral, custodios.total)
    if dicho != (regla.umbral, regla.total) or dicho != (pedersen.umbral, publicados.total):
        raise CustodiosDistintos(f"umbral y total: {dicho}")
    dichos = tuple(custodio.compromiso.hex() for custodio in custodios.custodios)
    if dichos != pedersen.compromisos:
        raise CustodiosDistintos("un compromiso no es el de su mensaje")
