// Back to a form that was refused: the browser still has what was typed, but for cards and NIP.

const boton = document.getElementById("atras");
if (boton instanceof HTMLButtonElement) {
  boton.hidden = false;
  boton.addEventListener("click", () => history.back());
}
