"""What the commission's log fixes of one mesa, and the files that must be those it fixed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from auditoria.errores import ReglaRota
from auditoria.formatos.hallado import archivo_de_hallado
from auditoria.registro import asientos
from auditoria.registro.expediente import Expediente
from auditoria.reglas.firmadas import CARPETA as FIRMADAS
from auditoria.reglas.hallados import hallados_a_tiempo
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comision import ActoAusente, ActosDeComision, numero_de
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.situacion import EstadoDeMesa, Situacion


class ArchivoSinCita(ReglaRota):
    """A file stands under the mesa that it did not hand in."""

    explicacion = "La mesa no entregó este archivo"


class CitaAjena(ReglaRota):
    """The commission's log fixes a file of a record that no day of that mesa leaves.

    Nobody of the mesa signed it: the commission alone could put anything there.
    """

    explicacion = "El registro de esa mesa no tiene este archivo"


class ArchivoDistinto(ReglaRota):
    """A file is not the one the commission's log fixed."""

    explicacion = "El archivo no es el que asentó la comisión"


DE_LA_COMISION = (
    "recuento.json",
    "recuento.json.firma",
    "acta_recuento.pdf",
    "acta_recuento.html",
    "pases-abiertos.json",
    "pases-abiertos.json.firma",
    "paquete.json",
    "paquete.json.firma",
    "recibo_paquete.pdf",
    "recibo_paquete.html",
)
"""Files in the folder of a mesa that the commission made: other checks look at them."""

_DESCIFRADAS = frozenset({Situacion.DESCIFRADA, Situacion.EN_CONJUNTO})


@dataclass(frozen=True, slots=True)
class CitasPrevias:
    """What the commission fixed of a mesa before it worked.

    Attributes:
        arranque: Code announced on the morning of the day.
        dotacion: SHA-256 of the MANIFIESTO of the dotación that went out.
    """

    arranque: str
    dotacion: bytes


@dataclass(frozen=True, slots=True)
class HalladoCitado:
    """What the commission fixed of a machine found after the close.

    Attributes:
        a_tiempo: Whether its ballots join what is decrypted, where anything is.
        tras_pases: Whether the unused pases of its mesa were open by then.
        unidos: Numbers of the machines whose ballots joined those of the mesa by then; a conflict
            that came afterwards does not change what this one was judged by.
    """

    asentado: asientos.EquipoHallado
    a_tiempo: bool
    tras_pases: bool
    unidos: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class CitasDeMesa:
    """What the commission's log fixes about a record; places are entries of that log.

    Attributes:
        boletas: Ballots that the commission says it holds; ``None`` where its log does not say.
        pases: ``None`` where the mesa votes on paper only.
        descifrada, tanda: ``None`` where nothing of it was decrypted.
        hallados: What was written down of machines found after the close, in order.
        encargada, encargada_en: What was given to the custodians; ``None`` where nobody wrote it.
        abiertos, abiertos_a: What was opened of its unused pases, and the hour; ``None`` where
            they were not opened, or not once.
    """

    recibido: asientos.RegistroRecibido
    recibido_en: str
    boletas: int | None
    boletas_en: str
    descifrada: asientos.MesaDescifrada | None
    descifrada_en: str
    tanda: asientos.TandaDescifrada | None
    tanda_en: str
    pases: asientos.PasesPreparados | None
    pases_en: str
    previas: CitasPrevias
    abiertos: asientos.PasesAbiertos | None = None
    abiertos_a: datetime | None = None
    hallados: tuple[HalladoCitado, ...] = ()
    encargada: asientos.MesaEncargada | None = None
    encargada_en: str = ""

    @classmethod
    def de(cls, actos: ActosDeComision, mesa: str, estado: EstadoDeMesa) -> CitasDeMesa:
        """Gather those of the record that came first.

        Raises:
            ActoAusente: The log lacks one of the acts, or has it twice.
        """
        if not estado.registros:
            raise ActoAusente(f"RegistroRecibido {mesa}: 0 veces", archivo=COMISION)
        base = cls._de_registro(actos, mesa, *estado.registros[0], con_urna=estado.con_urna)
        verificada, verificada_en = actos.unico(asientos.MesaVerificada, mesa=mesa)
        base = replace(base, boletas=verificada.boletas, boletas_en=verificada_en)
        base = replace(base, hallados=tuple(citar_hallados(actos, mesa)))
        for encargada, lugar in actos.de_tipo(asientos.MesaEncargada):
            if encargada.mesa == mesa:
                base = replace(base, encargada=encargada, encargada_en=lugar)
        abiertos = [par for par in actos.de_tipo(asientos.PasesAbiertos) if par[0].mesa == mesa]
        if len(abiertos) == 1:
            ((suyos, lugar),) = abiertos
            base = replace(base, abiertos=suyos, abiertos_a=actos.hora_de(lugar))
        if estado.situacion not in _DESCIFRADAS:
            return base
        descifrada, descifrada_en = actos.unico(asientos.MesaDescifrada, mesa=mesa)
        tandas = [par for par in actos.de_tipo(asientos.TandaDescifrada) if mesa in par[0].mesas]
        if len(tandas) != 1:
            raise ActoAusente(f"TandaDescifrada {mesa}: {len(tandas)} veces", archivo=COMISION)
        return replace(
            base,
            descifrada=descifrada,
            descifrada_en=descifrada_en,
            tanda=tandas[0][0],
            tanda_en=tandas[0][1],
        )

    @classmethod
    def aparte(
        cls, actos: ActosDeComision, mesa: str, estado: EstadoDeMesa, registro: int
    ) -> CitasDeMesa:
        """Gather those of a record that does not take the place of the first.

        Args:
            registro: Its number in the record, from 2; nothing of it is decrypted.

        Raises:
            ActoAusente: The log does not say that it came too late, nor that it is in conflict.
        """
        recibido, lugar = estado.registros[registro - estado.aparte.start - len(estado.aparte)]
        base = cls._de_registro(actos, mesa, recibido, lugar, con_urna=estado.con_urna)
        if any(
            recibido.manifiesto in conflicto.registros
            for conflicto, _ in actos.de_tipo(asientos.MesaEnConflicto)
            if conflicto.mesa == mesa
        ):
            return base
        tardias, tardias_en = actos.unico(
            asientos.BoletasTardias, mesa=mesa, manifiesto=recibido.manifiesto
        )
        return replace(base, boletas=tardias.boletas, boletas_en=tardias_en)

    @classmethod
    def _de_registro(
        cls,
        actos: ActosDeComision,
        mesa: str,
        recibido: asientos.RegistroRecibido,
        recibido_en: str,
        *,
        con_urna: bool,
    ) -> CitasDeMesa:
        pases: tuple[asientos.PasesPreparados | None, str] = (None, "")
        if con_urna:
            pases = actos.unico(asientos.PasesPreparados, mesa=mesa)
        dotacion, _ = actos.vigente(asientos.DotacionEmitida, mesa=mesa)
        arranque, _ = actos.unico(asientos.ArranqueAnunciado)
        return cls(
            recibido,
            recibido_en,
            None,
            "",
            None,
            "",
            None,
            "",
            *pases,
            CitasPrevias(arranque.codigo, dotacion.manifiesto),
        )

    def entregado(self, nombre: str) -> bytes | None:
        """Hash of a file as the mesa handed it in; ``None`` when it did not."""
        return next((c.sha256 for c in self.recibido.archivos if c.ruta == nombre), None)

    @property
    def hay_unidas(self) -> bool:
        """Whether a machine found after the close joined what was decrypted."""
        return self.descifrada is not None and any(h.a_tiempo for h in self.hallados)

    def custodios(self) -> frozenset[int]:
        """Custodios who came to the session: one false at a mesa may be true at another."""
        return frozenset(self.tanda.custodios) if self.tanda is not None else frozenset()


def citar_hallados(actos: ActosDeComision, mesa: str) -> Iterator[HalladoCitado]:
    """Machines of a mesa in the order in which they were written down."""
    todos = [entrada.asiento for entrada in actos.entradas]
    juntos = hallados_a_tiempo(todos, mesa)
    abiertos = [
        numero_de(donde) for a, donde in actos.de_tipo(asientos.PasesAbiertos) if a.mesa == mesa
    ]
    for asentado, lugar in actos.de_tipo(asientos.EquipoHallado):
        if asentado.mesa == mesa:
            antes = todos[: numero_de(lugar) - 1]
            yield HalladoCitado(
                asentado,
                a_tiempo=asentado in juntos,
                tras_pases=any(numero < numero_de(lugar) for numero in abiertos),
                unidos=frozenset(a.generacion for a in hallados_a_tiempo(antes, mesa)),
            )


def cotejar_citas(
    e: Expediente,
    citas: CitasDeMesa,
    ruta: str,
    clave: str,
    esperados: Collection[str] | None,
    cuaderno: Cuaderno,
) -> None:
    """Compare every file of a mesa with the hash the commission's log gives it.

    Args:
        esperados: Bare names of the files that its day asks for; ``None`` where its logs could not
            be read.
        ruta: ``D001/M1``.
        clave: ``M1``; its archive and second proofs are fixed when decrypted, the rest when the
            registro came.
    """
    descifrada = citas.descifrada
    sola = descifrada is not None and descifrada.cotejo != "en_conjunto"
    propios = set(DE_LA_COMISION)
    for hallado in citas.hallados:
        nombre = archivo_de_hallado(hallado.asentado.generacion)
        propios |= {nombre, f"{nombre}.firma"}
    if sola:
        propios |= {f"{clave}.bel", "descifrado.json", "descifrado.json.firma"}
    elif citas.hay_unidas:
        # What was handed in is what stays when those that joined are taken away.
        propios.add(f"{clave}.bel")
    citados = {c.ruta: c.sha256 for c in citas.recibido.archivos}
    presentes = {
        nombre.removeprefix(f"{ruta}/")
        for nombre in e.nombres()
        if nombre.startswith(f"{ruta}/")
        and not nombre.startswith((f"{ruta}/registro-", f"{ruta}/{FIRMADAS}/"))
    }
    ajenos = set() if esperados is None else citados.keys() - set(esperados)
    for nombre in sorted(((citados.keys() | presentes) - propios) | ajenos):
        archivo = f"{ruta}/{nombre}"
        with cuaderno.revisar(Nombre.REGISTRO, archivo):
            if nombre in ajenos:
                raise CitaAjena(f"{COMISION}, {citas.recibido_en}", archivo=archivo)
            if nombre not in citados:
                raise ArchivoSinCita(archivo=archivo)
            if e.huella(archivo) != citados[nombre]:
                raise ArchivoDistinto(f"{COMISION}, {citas.recibido_en}", archivo=archivo)
    cuaderno.cotejar(
        Nombre.REGISTRO,
        COMISION,
        citas.recibido_en,
        sorted(
            cabeza.origen.partition("/")[2].partition("/")[2] for cabeza in citas.recibido.bitacoras
        ),
        sorted(
            f"{ruta}/{nombre.removesuffix('.bitacora')}"
            for nombre in presentes
            if nombre.endswith(".bitacora")
        ),
    )
    if descifrada is None:
        return
    hechos = ((f"{clave}.bel", descifrada.archivo), ("descifrado.json", descifrada.descifrado))
    for nombre, sellada in hechos if sola else hechos[:1]:
        archivo = f"{ruta}/{nombre}"
        with cuaderno.revisar(Nombre.DESCIFRADO, archivo):
            if e.huella(archivo) != sellada:
                raise ArchivoDistinto(f"{COMISION}, {citas.descifrada_en}", archivo=archivo)
