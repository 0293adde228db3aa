// Back to a form that was refused: what was typed is still there, but for cards and NIP.

const boton = document.getElementById("atras");
if (boton instanceof HTMLButtonElement) {
  boton.hidden = false;
  boton.addEventListener("click", () => {
    sessionStorage.setItem("de_vuelta", "si");
    history.back();
  });
}
