// SPDX-License-Identifier: MIT OR GPL-2.0
/*
 * For tests only: shows a PCI card with memory in BAR 2 through the character devices of AMD's XDMA driver.
 *
 * xdma0_user maps BAR 0; xdma0_h2c_0 and _1, xdma0_c2h_0 and _1 copy to and from BAR 2 with positioned I/O;
 * xdma0_events_0 counts interrupts, is polled, and is read four bytes at a time or answers EPROTO, as the real one. The
 * DMA engine itself is not modelled: the copies are the processor's.
 */
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/interrupt.h>
#include <linux/miscdevice.h>
#include <linux/poll.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <linux/mm.h>

static struct pci_dev *card;
static void __iomem *memory;
static resource_size_t memory_bytes;
static atomic_t events = ATOMIC_INIT(0);
static DECLARE_WAIT_QUEUE_HEAD(event_queue);

static irqreturn_t shim_irq(int irq, void *data)
{
	atomic_inc(&events);
	wake_up_interruptible(&event_queue);
	return IRQ_HANDLED;
}

static int user_mmap(struct file *file, struct vm_area_struct *area)
{
	return vm_iomap_memory(area, pci_resource_start(card, 0), pci_resource_len(card, 0));
}

static ssize_t copy(char __user *to, const char __user *from, size_t count, loff_t *position)
{
	size_t done = 0;
	void *page = (void *)__get_free_page(GFP_KERNEL);

	if (!page)
		return -ENOMEM;
	if (*position < 0 || *position > memory_bytes || count > memory_bytes - *position) {
		free_page((unsigned long)page);
		return -EINVAL;
	}
	while (done < count) {
		size_t part = min_t(size_t, count - done, PAGE_SIZE);

		if (from) {
			if (copy_from_user(page, from + done, part))
				break;
			memcpy_toio(memory + *position + done, page, part);
		} else {
			memcpy_fromio(page, memory + *position + done, part);
			if (copy_to_user(to + done, page, part))
				break;
		}
		done += part;
	}
	free_page((unsigned long)page);
	if (done < count)
		return -EFAULT;
	*position += count;
	return count;
}

static ssize_t c2h_read(struct file *file, char __user *to, size_t count, loff_t *position)
{
	return copy(to, NULL, count, position);
}

static ssize_t h2c_write(struct file *file, const char __user *from, size_t count, loff_t *position)
{
	return copy(NULL, from, count, position);
}

static ssize_t events_read(struct file *file, char __user *to, size_t count, loff_t *position)
{
	u32 count_of_events;

	if (count != sizeof(count_of_events))
		return -EPROTO;
	if (wait_event_interruptible(event_queue, atomic_read(&events)))
		return -ERESTARTSYS;
	count_of_events = atomic_xchg(&events, 0);
	return copy_to_user(to, &count_of_events, sizeof(count_of_events)) ? -EFAULT : sizeof(count_of_events);
}

static __poll_t events_poll(struct file *file, poll_table *wait)
{
	poll_wait(file, &event_queue, wait);
	return atomic_read(&events) ? EPOLLIN | EPOLLRDNORM : 0;
}

static const struct file_operations user = { .owner = THIS_MODULE, .mmap = user_mmap };
static const struct file_operations c2h = { .owner = THIS_MODULE, .read = c2h_read, .llseek = default_llseek };
static const struct file_operations h2c = { .owner = THIS_MODULE, .write = h2c_write, .llseek = default_llseek };
static const struct file_operations event = { .owner = THIS_MODULE, .read = events_read, .poll = events_poll };

static struct miscdevice nodes[] = {
	{ .minor = MISC_DYNAMIC_MINOR, .name = "xdma0_user", .fops = &user },
	{ .minor = MISC_DYNAMIC_MINOR, .name = "xdma0_h2c_0", .fops = &h2c },
	{ .minor = MISC_DYNAMIC_MINOR, .name = "xdma0_h2c_1", .fops = &h2c },
	{ .minor = MISC_DYNAMIC_MINOR, .name = "xdma0_c2h_0", .fops = &c2h },
	{ .minor = MISC_DYNAMIC_MINOR, .name = "xdma0_c2h_1", .fops = &c2h },
	{ .minor = MISC_DYNAMIC_MINOR, .name = "xdma0_events_0", .fops = &event },
};

static int shim_probe(struct pci_dev *pci, const struct pci_device_id *id)
{
	int result, index;

	if (card)
		return -EBUSY;
	result = pcim_enable_device(pci);
	if (result)
		return result;
	memory_bytes = pci_resource_len(pci, 2);
	memory = devm_ioremap_wc(&pci->dev, pci_resource_start(pci, 2), memory_bytes);
	if (!memory)
		return -ENOMEM;
	pci_set_master(pci);
	result = pci_alloc_irq_vectors(pci, 1, 1, PCI_IRQ_MSIX);
	if (result < 0)
		return result;
	result = devm_request_irq(&pci->dev, pci_irq_vector(pci, 0), shim_irq, 0, "ganax-xdma-shim", pci);
	if (result)
		return result;
	card = pci;
	for (index = 0; index < ARRAY_SIZE(nodes); index++) {
		result = misc_register(&nodes[index]);
		if (result)
			return result;
	}
	return 0;
}

/* Bound by driver_override only. It stays until the machine is switched off: there is no remove. */
static const struct pci_device_id shim_ids[] = { { } };
static struct pci_driver shim_driver = {
	.name = "ganax-xdma-shim",
	.id_table = shim_ids,
	.probe = shim_probe,
	.driver.suppress_bind_attrs = true,
};

static int __init shim_init(void)
{
	return pci_register_driver(&shim_driver);
}
module_init(shim_init);
MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("test shim: a PCI card behind XDMA's character devices");
