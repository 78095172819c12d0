#!/bin/busybox sh
# First process of the guest: loads modules, binds the cards, runs the cases, prints what it counted, powers off.
# Cards: 01 good, 02 with the planned faults, 03 for UIO, 04 for XDMA (memory of its own), 05 to be taken away. The
# kernel with iommufd, and a platform that does not remap interrupts, have the first two only.
/bin/busybox --install -s /bin
export PATH=/bin HOME=/tmp
mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t devtmpfs dev /dev; mount -t tmpfs tmp /tmp
cd /tmp
passed=0; failed=0
case_of() { # NAME COMMAND...: one case, with its output if it fails
  name=$1; shift
  if "$@" > /tmp/out 2>&1; then echo "ok     $name"; passed=$((passed + 1))
  else echo "FAILED $name"; sed 's/^/       /' /tmp/out; failed=$((failed + 1)); fi
}
says() { # TEXT COMMAND...: the command fails and says so
  text=$1; shift
  ! "$@" > /tmp/said 2>&1 && grep -q "$text" /tmp/said || { cat /tmp/said; return 1; }
}
says_in_one_line() { # TEXT COMMAND...: and nothing else
  says "$@" && [ "$(wc -l < /tmp/said)" = 1 ] || { cat /tmp/said; return 1; }
}
as_user() { # KIB COMMAND: as a user without rights, who may lock so much memory
  (ulimit -l "$1" && exec su -s /bin/sh nobody -c "$2")
}
bind() { # CARD DRIVER
  echo "$2" > "/sys/bus/pci/devices/$1/driver_override"
  echo "$1" > /sys/bus/pci/drivers_probe
  [ "$(basename "$(readlink "/sys/bus/pci/devices/$1/driver")")" = "$2" ]
}
model_on_sim() { # the trained model, compiled once: that takes longer in here than anything else
  ganax compile zoo:fashion -o fashion.gnx && ganax run fashion.gnx -n 32 --seed 3 -o sim.npz
}
same_images() { # DEVICE: the images of the trained model, bit for bit those of the functional device
  ganax run fashion.gnx -n 32 --seed 3 --device "$1" -o device.npz && cmp device.npz sim.npz
}
runs_on_after_kill() { # DEVICE FILE: a process that is killed in mid-job, with this file open, leaves a device that works
  ganax run fashion.gnx -n 64 --repeat 1000000 --device "$1" -o killed.npz > /tmp/killed 2>&1 & process=$!
  waited=0
  until ls -l /proc/$process/fd 2>/dev/null | grep -q "$2"; do # a look at the device itself would be in its way
    waited=$((waited + 1)); [ $waited -lt 300 ] && kill -0 $process || { cat /tmp/killed; return 1; }
    sleep 0.2
  done
  sleep 1
  says "in use by process $process" ganax probe --device "$1" || return 1
  kill -9 $process; wait $process
  same_images "$1"
}

for module in $(cat /modules/order); do insmod "/modules/$module.ko" || echo "module $module is not loaded"; done
echo "guest: Linux $(uname -r), first line after $(cut -d' ' -f1 /proc/uptime) s"
echo 32 > /proc/sys/vm/nr_hugepages
good=vfio:0000:01:00.0?memory=32M
small=vfio:0000:01:00.0?memory=4M
mkdir -p /etc && echo "nobody:x:65534:65534::/tmp:/bin/sh" > /etc/passwd

end() { echo "$passed passed, $failed failed"; echo "end of the cases"; poweroff -f; }
if [ -c /dev/iommu ]; then # a kernel with iommufd, and so a node for each card
  way=iommufd; through="by iommufd and vfio0"; open_file=/dev/vfio/devices/vfio0; gate=iommufd
  give() { chmod 666 /dev/iommu /dev/vfio/devices/*; } # the group stays root's
else
  way=vfio; through="by group and container"; open_file=vfio-device; gate=vfio_iommu_type1
  give() { chmod 666 /dev/vfio/*; }
fi
probes_through() { # WAY DEVICE
  ganax probe --device "$2" && ganax probe --device "$2" | grep -q "$1"
}

if grep -q intremap=off /proc/cmdline; then # a platform that does not remap interrupts
  case_of "$way, interrupts not remapped: the card is bound" bind 0000:01:00.0 vfio-pci
  case_of "$way, interrupts not remapped: refused in one line, with what to do" \
    says_in_one_line "$gate.* allow_unsafe_interrupts=1" ganax probe --device $small
  echo 1 > /sys/module/$gate/parameters/allow_unsafe_interrupts
  case_of "$way, interrupts not remapped: what the line says helps" probes_through "$through" $small
  end
fi

case_of "a model is compiled and runs on sim in the guest" model_on_sim
case_of "no card: named" says "does not exist" ganax probe --device vfio:0000:77:00.0
case_of "card without driver: named" says "bound to no driver" ganax probe --device $good
case_of "setup: says what is to be done" says "is not ready" ganax setup $good
case_of "setup: binds the card" ganax setup --apply $good
case_of "setup: a bound card is ready" ganax setup $good
case_of "$way: probe, $through" probes_through "$through" $good
case_of "$way: images are bit-equal to sim" same_images $good
case_of "$way: a second process is refused, a killed one leaves a device that works" runs_on_after_kill $good $open_file
case_of "$way: a user without rights is refused in one line" \
  says_in_one_line "no permission" as_user 65536 "ganax probe --device $good"
give
case_of "$way: too little memory may be locked: refused in one line, with what to do" \
  says_in_one_line "ulimit -l" as_user 1024 "ganax probe --device $good"
case_of "$way: less memory helps, as the line says" as_user 8192 "ganax probe --device $small"
case_of "$way: a higher limit helps, as the line says" as_user 65536 "ganax probe --device $good"
conformance suite $small 2>/tmp/err || cat /tmp/err

case_of "card with faults is bound to vfio-pci" bind 0000:02:00.0 vfio-pci
conformance faults "vfio:0000:02:00.0?memory=4M" 2>/tmp/err || cat /tmp/err

if [ $way = iommufd ]; then # the group is still there
  rm /dev/iommu
  case_of "without iommufd's node: by group and container" probes_through "by group and container" $good
  case_of "without iommufd's node: images are bit-equal to sim" same_images $good
  end
fi

case_of "card is bound to the UIO shim" bind 0000:03:00.0 ganax-uio-shim
case_of "uio: one of two buffers must be named" says_in_one_line "buffer=NAME" ganax probe --device uio:ganax
for buffer in udmabuf-ganax udmabuf-cached; do # coherent with the caches, and not
  board="uio:ganax?buffer=$buffer"
  case_of "uio, $buffer: probe" ganax probe --device "$board"
  case_of "uio, $buffer: images are bit-equal to sim" same_images "$board"
  conformance suite "$board" 2>/tmp/err || cat /tmp/err
done
case_of "uio: a second process is refused, a killed one leaves a device that works" runs_on_after_kill "$board" /dev/uio

case_of "card is bound to the XDMA shim" bind 0000:04:00.0 ganax-xdma-shim
case_of "xdma: probe" ganax probe --device "xdma:0?memory=32M"
case_of "xdma: images are bit-equal to sim" same_images "xdma:0?memory=32M"
case_of "xdma: a second process is refused, a killed one leaves a device that works" \
  runs_on_after_kill "xdma:0?memory=32M" /dev/xdma0_user
conformance suite "xdma:0?memory=32M" 2>/tmp/err || cat /tmp/err

# Last, since the guest's kernel does not get over it: the card's process is ended on the word `ready for link loss`.
case_of "card to be lost is bound to vfio-pci" bind 0000:05:00.0 vfio-pci
echo "$passed passed, $failed failed"
conformance link-loss "vfio:0000:05:00.0?memory=4M" 2>/tmp/err || cat /tmp/err
poweroff -f
