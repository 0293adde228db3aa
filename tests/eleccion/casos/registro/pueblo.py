"""A small town already written to files, and a storage with its process open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from auditoria.formatos.catalogo import Caracter
from auditoria.formatos.reglas import ModoPadron
from auditoria.reglas.convocatoria import Convocatoria, convocatoria_modelo
from eleccion.casos.registro.abrir_proceso import abrir_proceso
from eleccion.casos.registro.importar_demarcaciones import importar_demarcaciones
from eleccion.dominio.puertos_registro import AbrirTrabajo
from eleccion.simulacion.archivos import ArchivosDePoblado, escribir_tablas
from eleccion.simulacion.poblado import Poblado, poblar
from tests.dobles.registro import AlmacenEnMemoria, RelojDeMano

_MODELO = convocatoria_modelo()
CONVOCATORIA: Convocatoria = replace(
    _MODELO,
    proceso=replace(_MODELO.proceso, id="prueba-2027", caracter=Caracter.SIMULACRO),
    reglas=replace(_MODELO.reglas, proceso="prueba-2027"),
)
TOML = CONVOCATORIA.escribir()
EN_PLAZO = datetime(2027, 1, 12, 16, 0, tzinfo=UTC)


@dataclass
class Oficina:
    """The commission's office: a storage, a clock and the files on the desk."""

    archivos: ArchivosDePoblado
    poblado: Poblado
    almacen: AlmacenEnMemoria = field(default_factory=AlmacenEnMemoria)
    reloj: RelojDeMano = field(default_factory=lambda: RelojDeMano(EN_PLAZO))

    @property
    def abrir(self) -> AbrirTrabajo:
        """Begin a unit of work."""
        return self.almacen.abrir


def instalar_oficina(
    carpeta: Path,
    *,
    demarcaciones: int = 10,
    votantes: int = 120,
    semilla: str = "oficina",
    modo: ModoPadron = ModoPadron.LISTA_NOMINAL,
) -> Oficina:
    """Write a town to a folder and open its process, nothing imported yet."""
    convocatoria = convocatoria_modelo(modo).para(CONVOCATORIA.proceso)
    poblado = poblar(
        demarcaciones=demarcaciones,
        votantes=votantes,
        semilla=semilla,
        reglas=convocatoria.reglas,
        jornada=convocatoria.proceso.jornada,
    )
    oficina = Oficina(escribir_tablas(poblado, carpeta, convocatoria.reglas), poblado)
    abrir_proceso(convocatoria.escribir(), abrir=oficina.abrir, reloj=oficina.reloj)
    return oficina


def con_catalogo(carpeta: Path) -> Oficina:
    """The same, with the demarcaciones imported."""
    oficina = instalar_oficina(carpeta)
    importar_demarcaciones(oficina.archivos.demarcaciones, abrir=oficina.abrir)
    return oficina
