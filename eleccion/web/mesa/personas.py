"""Who holds each cargo of the mesa, and who takes it when somebody leaves during the day."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from auditoria.reglas.jornada import en_funciones, sustituciones
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.jornada.mesa.preparar_instalacion import designados
from eleccion.casos.jornada.mesa.sustituir_funcionario import sustituir_funcionario
from eleccion.dominio.funcionarios import Funcionario
from eleccion.web.mesa.dia import HASTA_EL_ACTA, exigir_paso, hora_de, pagina, una_vez
from eleccion.web.mesa.formas import LARGO_DE_NOMBRE, leer_opcional, leer_texto
from eleccion.web.mesa.servicios import servicios
from eleccion.web.tarjetas import leer_dos

bp = Blueprint("personas", __name__, url_prefix="/personas")


@bp.get("/")
def ver() -> str:
    """List who holds each cargo and who was replaced, and ask for another change."""
    situacion, propios = exigir_paso(*HASTA_EL_ACTA), servicios()
    with propios.equipo.almacen.leer() as lectura:
        entradas = [entrada for entrada, _ in Diario.de(lectura).pasos]
    cargos = {c.clave: c.nombre for c in propios.equipo.sellado.reglas.mesa.valor.cargos}
    actuales, hechas = en_funciones(entradas), sustituciones(entradas)
    se_fueron = {s.sale for s in hechas}
    return pagina(
        "personas.html",
        situacion,
        actuales=[(f.clave, f.nombre, cargos.get(f.cargo, f.cargo)) for f in actuales],
        hechas=[(hora_de(propios, s.hora), s, cargos.get(s.entra.cargo, "")) for s in hechas],
        en_reserva=[
            f
            for f in _designados()
            if f.clave not in {p.clave for p in actuales} and f.clave not in se_fueron
        ],
        nombres={f.clave: f.nombre for f in _designados()},
    )


@bp.post("/")
def sustituir() -> Response:
    """Let somebody take the cargo of who leaves, with two cards."""
    exigir_paso(*HASTA_EL_ACTA)
    propios, forma = servicios(), request.form
    sale = leer_texto(forma, "sale", "Quién se va")
    causa = leer_texto(forma, "causa", "Por qué se va")
    fila = leer_opcional(forma, "fila", "El nombre de la persona de la fila", largo=LARGO_DE_NOMBRE)
    presentes = [f.clave for f in _designados() if forma.get(f"esta_{f.clave}") == "si"]
    tarjetas = leer_dos(forma)
    una_vez(
        lambda: propios.intentos.probar(
            lambda: sustituir_funcionario(
                propios.equipo,
                sale,
                tarjetas,
                presentes=presentes,
                fila=(fila,) if fila else (),
                hora=propios.reloj.ahora(),
                causa=causa,
            )
        )
    )
    # Whoever takes the cargo is told here which card of the envelope is theirs.
    return redirect(url_for(".ver"), code=303)


def _designados() -> tuple[Funcionario, ...]:
    return designados(servicios().puesto.recibida())
