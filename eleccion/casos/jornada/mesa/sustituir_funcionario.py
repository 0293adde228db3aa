"""An official leaves during the day and another person takes the cargo, with a spare card."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from auditoria.registro.asientos import FuncionarioPresente, FuncionarioSustituido
from auditoria.reglas.jornada import en_funciones
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import (
    Diario,
    exigir_acta_por_levantar,
    exigir_en_funciones,
    leer_representaciones,
    leer_salidas,
)
from eleccion.casos.tarjetas import Tarjeta, TarjetaSinFunciones
from eleccion.dominio.funcionarios import (
    Funcionario,
    Integrado,
    Procedencia,
    exigir_sin_representacion,
    sustituir,
)
from eleccion.dominio.puertos_mesa import TrabajoDeMesa


def sustituir_funcionario(
    mesa: EquipoMesa,
    sale: str,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    presentes: Collection[str] = (),
    fila: Sequence[str] = (),
    hora: datetime,
    causa: str,
) -> Integrado:
    """Write down who leaves and who takes the cargo, by the order of the convocatoria.

    Args:
        sale: Key of who leaves; from here on the card of that person opens nothing.
        tarjetas: Of who integrates the mesa, one of them at least; never of who left before.
        presentes: Keys of designated people who are there without a cargo.
        fila: Names of people of the queue who accept, in order.
        causa: Why; it is published.

    Returns:
        Who takes the cargo, with the card to use.

    Raises:
        FuncionarioDesconocido: Who leaves has no cargo, or somebody present was not designated.
        MesaSinIntegrar: Nobody can take the cargo.
        RepresentanteDePlanilla: Who is called from the queue represents a planilla, or did today.
        ActaYaLevantada: Too late for the acta to say so.
        FormatoInvalido: There is no cause.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
        TarjetaSinFunciones: Nobody of both integrates the mesa, or somebody left it before.
    """
    mesa.reconocer_dos_personas(tarjetas)
    with mesa.almacen.escribir() as trabajo:
        exigir_acta_por_levantar(trabajo)
        _exigir_a_alguien(trabajo, tarjetas)
        actuales = en_funciones(entrada for entrada, _ in Diario.de(trabajo).pasos)
        entra = sustituir(
            tuple(
                Integrado(
                    clave=f.clave,
                    cargo=f.cargo,
                    nombre=f.nombre,
                    procedencia=Procedencia(f.procedencia.value),
                )
                for f in actuales
            ),
            _designados(mesa),
            sale=sale,
            presentes=presentes,
            salieron=leer_salidas(trabajo),
            fila=fila,
            sustitucion=mesa.sellado.reglas.mesa.valor.sustitucion,
        )
        _exigir_ajena(trabajo, entra)
        trabajo.asentar(
            FuncionarioSustituido(
                sale=sale,
                entra=FuncionarioPresente(
                    clave=entra.clave,
                    cargo=entra.cargo,
                    nombre=entra.nombre,
                    procedencia=entra.procedencia.value,
                ),
                causa=causa,
            ),
            hora,
        )
    mesa.sellar_ahora()
    return entra


def _exigir_a_alguien(trabajo: TrabajoDeMesa, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
    """One of both integrates the mesa; the other may be a suplente who is there to enter.

    Were two demanded, a mesa of which only one stayed could call nobody.
    """
    try:
        exigir_en_funciones(trabajo, tarjetas[0])
    except TarjetaSinFunciones:
        exigir_en_funciones(trabajo, tarjetas[1])


def _exigir_ajena(trabajo: TrabajoDeMesa, entra: Integrado) -> None:
    """Who is called from the queue represented no planilla here, at any hour of the day."""
    if entra.procedencia is Procedencia.FILA:
        dichas = leer_representaciones(trabajo)
        exigir_sin_representacion((entra.nombre,), (r.nombre for r in dichas))


def _designados(mesa: EquipoMesa) -> tuple[Funcionario, ...]:
    return tuple(
        Funcionario(mesa=f.mesa, clave=f.clave, cargo=f.cargo, nombre=f.nombre, suplente=f.suplente)
        for f in mesa.sellado.llaves.de_mesa(mesa.identidad)
    )
