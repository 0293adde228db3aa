"""The archive of a mesa: every ballot, the tally, every factor, and the sealed definition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from auditoria.errores import ReglaRota
from auditoria.registro import firma
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.hallados import HalladoFalso, HalladoLeido
from auditoria.verificador.hallazgos import Nombre
from auditoria.verificador.mesa_en_revision import MesaEnRevision
from boletas.cripto.descifrado import leer_descifrado
from boletas.cripto.verificacion import ArchivoVerificado


class DefinicionDistinta(ReglaRota):
    """The archive of a mesa was set up with something else than what was sealed."""

    explicacion = "La definición de la mesa no es la sellada"


class DescifradaSola(ReglaRota):
    """An archive goes on after its tally where nothing of the mesa may be decrypted alone."""

    explicacion = "El archivo no termina en su cómputo cifrado y no debía descifrarse"


@dataclass(frozen=True, slots=True)
class ArchivosDeMesa:
    """What the archive of a mesa proved.

    Attributes:
        entero: As it is published, and as it was decrypted.
        cerrado: As the mesa closed it: without the ballots of machines found later; ``None``
            where what those held could not be read. Nearly always the same one.
    """

    entero: ArchivoVerificado
    cerrado: ArchivoVerificado | None


def revisar_archivo(
    m: MesaEnRevision, hallados: Sequence[HalladoLeido] | None
) -> ArchivosDeMesa | None:
    """Prove the archive: every ballot, the tally, every factor with its second proof.

    Args:
        hallados: Machines found after the close; ``None`` where one could not be read.
    """
    nombre = f"{m.ruta}/{m.mesa.clave}.bel"
    archivo = _revisar_entero(m, nombre) if m.sola else _revisar_prefijo(m, nombre)
    if archivo is None:
        return None
    cerrado = _separar(m, nombre, archivo, hallados)
    revisar_definicion(m, nombre, archivo)
    _revisar_citado(m, archivo, cerrado)
    return ArchivosDeMesa(archivo, cerrado)


def _separar(
    m: MesaEnRevision,
    nombre: str,
    archivo: ArchivoVerificado,
    hallados: Sequence[HalladoLeido] | None,
) -> ArchivoVerificado | None:
    """Take away the ballots that joined after the close: what stays is what the mesa signed."""
    if hallados is None:
        return None
    unidas = {b.huella.hex() for h in hallados if h.citado.a_tiempo for b in h.hallado.boletas}
    if not unidas or m.citas is None or m.citas.descifrada is None:
        return archivo
    with m.cuaderno.revisar(Nombre.URNA, nombre, "boletas unidas"):
        if not unidas <= set(archivo.boletas):
            raise HalladoFalso("una boleta que se unió no está en el archivo")
        return m.taller.separar(m.e, nombre, archivo, unidas)
    return None


def _revisar_entero(m: MesaEnRevision, nombre: str) -> ArchivoVerificado | None:
    descifrado = None
    contenido = f"{m.ruta}/descifrado.json"
    with m.cuaderno.revisar(Nombre.DESCIFRADO, contenido):
        datos = m.e.leer(contenido)
        leer_descifrado(datos, m.definicion)
        descifrado = datos
    with m.cuaderno.revisar(Nombre.DESCIFRADO, f"{contenido}.firma"):
        firma.verificar(
            m.e.leer(f"{contenido}.firma"),
            m.e.leer(contenido),
            "descifrado",
            m.sellado.proceso,
            (m.sellado.comision,),
        )
    archivo = None
    with m.cuaderno.revisar(Nombre.BOLETAS, nombre, cuenta=0):
        archivo = m.taller.verificar_archivo(m.e, nombre, descifrado, _contador(m))
    if archivo is not None:
        m.cuaderno.contar(Nombre.DESCIFRADO, len(archivo.descifrados))
    return archivo


def _revisar_prefijo(m: MesaEnRevision, nombre: str) -> ArchivoVerificado | None:
    """Prove the ballots of an archive of which nothing may be decrypted alone."""
    archivo = None
    with m.cuaderno.revisar(Nombre.BOLETAS, nombre, cuenta=0):
        archivo = m.taller.verificar_prefijo(m.e, nombre, _contador(m))
    if archivo is None:
        return None
    with m.cuaderno.revisar(Nombre.DESCIFRADO, nombre):
        if archivo.computo is None or archivo.descifrados or archivo.resultado is not None:
            raise DescifradaSola(archivo.etapa.name)
    if archivo.computo is None:
        revisar_definicion(m, nombre, archivo)
        return None
    return archivo


def _contador(m: MesaEnRevision) -> Callable[[int], None]:
    def contar(_: int) -> None:
        m.boletas += 1
        m.cuaderno.contar(Nombre.BOLETAS)

    return contar


def revisar_definicion(m: MesaEnRevision, nombre: str, archivo: ArchivoVerificado) -> None:
    """The archive was set up with the sealed election, trustees and credential list."""
    sellado, lista = m.sellado, archivo.credenciales
    with m.cuaderno.revisar(Nombre.DEFINICION, nombre, "election"):
        if archivo.definicion.texto != m.definicion.texto:
            raise DefinicionDistinta("la elección")
    with m.cuaderno.revisar(Nombre.DEFINICION, nombre, "trustees"):
        if archivo.custodios.texto != sellado.trustees:
            raise DefinicionDistinta("los custodios")
    for texto, pieza in (
        (archivo.definicion.texto, "election.json"),
        (lista.texto, "public_creds.json"),
    ):
        with m.cuaderno.revisar(Nombre.DEFINICION, nombre, pieza):
            if sellado.lista.de(f"{m.ruta}/{pieza}") != sha256(texto).digest():
                raise DefinicionDistinta(pieza)
    impresos = m.mesa.pases_de_urna
    m.cuaderno.cotejar(Nombre.PASES, nombre, "public_creds", len(lista.publicas), impresos.total)


def _revisar_citado(
    m: MesaEnRevision, archivo: ArchivoVerificado, cerrado: ArchivoVerificado | None
) -> None:
    """What the commission's log says of it: the pases, what was given out, what was decrypted."""
    lista, impresos = archivo.credenciales, m.mesa.pases_de_urna
    if m.citas is not None and m.citas.pases is not None:
        pases = m.citas.pases
        for afirma, consta in (
            (pases.lista, bytes.fromhex(lista.sha256)),
            (pases.cantidad, impresos.cantidad),
            (pases.reserva, impresos.reserva),
        ):
            m.cuaderno.cotejar(Nombre.PASES, COMISION, m.citas.pases_en, afirma, consta)
        if archivo.resultado is not None and m.citas.descifrada is not None:
            m.cuaderno.cotejar(
                Nombre.DESCIFRADO,
                COMISION,
                m.citas.descifrada_en,
                m.citas.descifrada.resultado,
                archivo.resultado[0],
            )
        duenos = {parcial.dueno for parcial in archivo.descifrados}
        m.cuaderno.cotejar(
            Nombre.CUSTODIOS,
            COMISION,
            m.citas.tanda_en,
            sorted(m.citas.custodios()),
            sorted(m.citas.custodios() | duenos),
        )
        if m.citas.encargada is not None and m.citas.descifrada is not None:
            m.cuaderno.cotejar(
                Nombre.DESCIFRADO,
                COMISION,
                m.citas.encargada_en,
                m.citas.encargada.archivo,
                bytes.fromhex(archivo.sha256_prefijo or ""),
            )
        if cerrado is None:
            return
        m.cuaderno.cotejar(
            Nombre.REGISTRO,
            COMISION,
            m.citas.recibido_en,
            m.citas.entregado(f"{m.mesa.clave}.bel"),
            bytes.fromhex(cerrado.sha256_prefijo or ""),
        )
        if m.citas.boletas is not None:
            m.cuaderno.cotejar(
                Nombre.REGISTRO,
                COMISION,
                m.citas.boletas_en,
                m.citas.boletas,
                len(cerrado.boletas),
            )
