"""Who comes to the table, by number, and what each shows under each kind of roll."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from auditoria.formatos.reglas import ModoPadron
from eleccion.arranque import Estacion
from eleccion.dominio.lista_nominal import Consulta, PuedeVotar, YaMarcada
from eleccion.dominio.padron import Elector
from eleccion.dominio.registro_en_mesa import CredencialExhibida
from eleccion.simulacion.mostrador import preguntar
from eleccion.simulacion.personas import numeros_de_credencial
from tests.eleccion.escenario import Preparado, Variante

FORASTERA, DESCONOCIDA, JOVEN = 91, 92, 93
"""Somebody of the mesa of the other demarcación, somebody of no mesa at all and, where people
register, somebody of this one whose clave says an age that does not vote. On a list, none is."""

SECCION_DE_NADIE = 9001
CLAVE_JOVEN = "RMRZAN10010124M100"


@dataclass(frozen=True)
class Gente:
    """The people of one prepared process: from 1 on, those of this mesa."""

    preparado: Preparado
    variante: Variante

    def mostrar(self, numero: int) -> Consulta | CredencialExhibida:
        """Give what the official types of who comes and asks."""
        if self.variante.modo is ModoPadron.REGISTRO_EN_MESA:
            return self.credencial(numero)
        if self.variante.modo is ModoPadron.OCR:
            return self._de_numeros(numero, 0)
        persona = self._persona(numero)
        if numero <= len(self.preparado.lista):
            renglon = self.preparado.lista[numero - 1]
            return Consulta(nombre=renglon.nombre_completo, nacimiento=renglon.nacimiento)
        nadie = Consulta(nombre="Nadie de Aquí", nacimiento=date(1950, 1, 1))
        return replace(nadie, seccion=persona.seccion) if numero == FORASTERA else nadie

    def credencial(self, numero: int) -> CredencialExhibida:
        """Give the card of a person as a mesa without list reads it."""
        persona = self._persona(numero)
        clave = CLAVE_JOVEN if numero == JOVEN else persona.clave_elector
        seccion = SECCION_DE_NADIE if numero == DESCONOCIDA else persona.seccion
        return CredencialExhibida.leer(clave, seccion, persona.vigencia)

    def renglon(self, estacion: Estacion, numero: int) -> int:
        """Find the row of a person as the table does; one that is not there where none is.

        A person of a list of numbers who asks with one of them is marked by the other.
        """
        if self.variante.modo is ModoPadron.LISTA_NOMINAL:
            return numero
        respuesta = preguntar(estacion.mesa, self._de_numeros(numero, numero % 2))
        return respuesta.renglon.numero if isinstance(respuesta, PuedeVotar | YaMarcada) else numero

    def _persona(self, numero: int) -> Elector:
        # None of them may have the clave of somebody who votes here.
        if numero in (FORASTERA, DESCONOCIDA) and self.preparado.ajenas:
            return self.preparado.ajenas[numero - FORASTERA]
        return self.preparado.vecinas[(numero - 1) % len(self.preparado.vecinas)]

    def _de_numeros(self, numero: int, cual: int) -> Consulta:
        persona = self._persona(numero)
        numeros = numeros_de_credencial(persona.clave_elector, persona.seccion)
        if numero in (DESCONOCIDA, JOVEN):
            numeros = ("0701999999999", "999999999")
        propia = Consulta(numero=numeros[cual], vigencia=persona.vigencia)
        return replace(propia, seccion=persona.seccion) if numero == FORASTERA else propia
