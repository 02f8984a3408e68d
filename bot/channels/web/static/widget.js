// <doorstep-chat>: loads the panel from where this script came from. Works as a plain script and as a module.

{
  const own = document.currentScript ?? document.querySelector('script[src*="/chat/widget.js"]');
  import(new URL("static/panel.js", own.src).href);
}
