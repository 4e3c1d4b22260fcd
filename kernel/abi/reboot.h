/* reboot(): what is to become of the machine. */
#ifndef ABI_REBOOT_H
#define ABI_REBOOT_H

#define REBOOT_POWER_OFF 0   /* QEMU ends with the status given */
#define REBOOT_RESTART   1

#endif
