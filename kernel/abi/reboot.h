/* reboot(): what is to become of the machine. */
#pragma once

/* Powering off, QEMU ends with the status given. */
enum { REBOOT_POWER_OFF = 0, REBOOT_RESTART = 1 };
