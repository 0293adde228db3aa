"""What the commission's log fixes of one mesa, and the files that must be those it fixed."""

from __future__ import annotations

from dataclasses import dataclass

from auditoria.errores import ReglaRota
from auditoria.registro import asientos
from auditoria.registro.expediente import Expediente
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comision import ActoAusente, ActosDeComision
from auditoria.verificador.hallazgos import Cuaderno, Nombre


class ArchivoSinCita(ReglaRota):
    """A file stands under the mesa that it did not hand in."""

    explicacion = "La mesa no entregó este archivo"


class ArchivoDistinto(ReglaRota):
    """A file is not the one the commission's log fixed."""

    explicacion = "El archivo no es el que asentó la comisión"


@dataclass(frozen=True, slots=True)
class CitasDeMesa:
    """What the commission's log fixes about a mesa; places are entries of that log."""

    recibido: asientos.RegistroRecibido
    recibido_en: str
    verificada: asientos.MesaVerificada
    verificada_en: str
    descifrada: asientos.MesaDescifrada
    descifrada_en: str
    tanda: asientos.TandaDescifrada
    tanda_en: str
    pases: asientos.PasesPreparados
    pases_en: str
    dotacion: asientos.DotacionEmitida
    arranque: str

    @classmethod
    def de(cls, actos: ActosDeComision, mesa: str) -> CitasDeMesa:
        """Gather them.

        Raises:
            ActoAusente: The log lacks one of the acts, or has it twice.
        """
        recibido = actos.unico(asientos.RegistroRecibido, mesa=mesa)
        verificada = actos.unico(asientos.MesaVerificada, mesa=mesa)
        descifrada = actos.unico(asientos.MesaDescifrada, mesa=mesa)
        pases = actos.unico(asientos.PasesPreparados, mesa=mesa)
        dotacion, _ = actos.unico(asientos.DotacionEmitida, mesa=mesa)
        arranque, _ = actos.unico(asientos.ArranqueAnunciado)
        tandas = [par for par in actos.de_tipo(asientos.TandaDescifrada) if mesa in par[0].mesas]
        if len(tandas) != 1:
            raise ActoAusente(f"TandaDescifrada {mesa}: {len(tandas)} veces", archivo=COMISION)
        return cls(
            *recibido, *verificada, *descifrada, *tandas[0], *pases, dotacion, arranque.codigo
        )

    def entregado(self, nombre: str) -> bytes | None:
        """Hash of a file as the mesa handed it in; ``None`` when it did not."""
        return next((c.sha256 for c in self.recibido.archivos if c.ruta == nombre), None)

    def custodios(self) -> frozenset[int]:
        """Custodios who came to the session and whose factors were not put aside."""
        return frozenset(self.tanda.custodios).difference(self.tanda.descartados)


def cotejar_citas(
    e: Expediente, citas: CitasDeMesa, ruta: str, clave: str, cuaderno: Cuaderno
) -> None:
    """Compare every file of a mesa with the hash the commission's log gives it.

    Args:
        ruta: ``D001/M1``.
        clave: ``M1``; its archive and second proofs are fixed when decrypted, the rest when the
            registro came.
    """
    propios = {f"{clave}.bel", "descifrado.json", "descifrado.json.firma"}
    citados = {c.ruta: c.sha256 for c in citas.recibido.archivos}
    presentes = {
        nombre.removeprefix(f"{ruta}/") for nombre in e.nombres() if nombre.startswith(f"{ruta}/")
    }
    for nombre in sorted((citados.keys() | presentes) - propios):
        archivo = f"{ruta}/{nombre}"
        with cuaderno.revisar(Nombre.REGISTRO, archivo):
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
    for nombre, sellada in (
        (f"{clave}.bel", citas.descifrada.archivo),
        ("descifrado.json", citas.descifrada.descifrado),
    ):
        archivo = f"{ruta}/{nombre}"
        with cuaderno.revisar(Nombre.DESCIFRADO, archivo):
            if e.huella(archivo) != sellada:
                raise ArchivoDistinto(f"{COMISION}, {citas.descifrada_en}", archivo=archivo)
