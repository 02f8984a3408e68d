"""The roof of Doorstep: joins channels, dialogs, understanding, storage, panels and console."""
