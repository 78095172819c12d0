// SPDX-License-Identifier: MIT OR GPL-2.0
/*
 * For tests only: shows a PCI card as the device of a Zynq board.
 *
 * The card becomes a UIO device as uio_pdrv_genirq makes one (map 0 the registers, the handler masks the interrupt,
 * writing 1 unmasks it), and a buffer of contiguous memory with the files that u-dma-buf documents: phys_addr, size,
 * dma_coherent below /sys/class/u-dma-buf, and a node that maps it. Not for boards: they have the real ones.
 */
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/interrupt.h>
#include <linux/uio_driver.h>
#include <linux/dma-mapping.h>
#include <linux/cdev.h>
#include <linux/version.h>

#define BUFFER_BYTES (16 << 20)
#define BUFFER_NAME "udmabuf-ganax"

struct shim {
	struct uio_info info;
	spinlock_t lock;
	bool masked;
	struct pci_dev *pci;
	void *memory;
	dma_addr_t address;
	struct cdev node;
	dev_t number;
	struct class *class;
	struct device *device;
};

static irqreturn_t shim_irq(int irq, struct uio_info *info)
{
	struct shim *shim = info->priv;

	spin_lock(&shim->lock);
	if (!shim->masked) {
		shim->masked = true;
		disable_irq_nosync(irq);
	}
	spin_unlock(&shim->lock);
	return IRQ_HANDLED;
}

static int shim_irqcontrol(struct uio_info *info, s32 on)
{
	struct shim *shim = info->priv;
	unsigned long flags;

	spin_lock_irqsave(&shim->lock, flags);
	if (on && shim->masked) {
		shim->masked = false;
		enable_irq(info->irq);
	} else if (!on && !shim->masked) {
		shim->masked = true;
		disable_irq_nosync(info->irq);
	}
	spin_unlock_irqrestore(&shim->lock, flags);
	return 0;
}

static ssize_t phys_addr_show(struct device *device, struct device_attribute *attribute, char *text)
{
	struct shim *shim = dev_get_drvdata(device);

	return sysfs_emit(text, "%pad\n", &shim->address);
}
static DEVICE_ATTR_RO(phys_addr);

static ssize_t size_show(struct device *device, struct device_attribute *attribute, char *text)
{
	return sysfs_emit(text, "%d\n", BUFFER_BYTES);
}
static DEVICE_ATTR_RO(size);

static ssize_t dma_coherent_show(struct device *device, struct device_attribute *attribute, char *text)
{
	return sysfs_emit(text, "1\n");
}
static DEVICE_ATTR_RO(dma_coherent);

static struct attribute *shim_attrs[] = {
	&dev_attr_phys_addr.attr,
	&dev_attr_size.attr,
	&dev_attr_dma_coherent.attr,
	NULL,
};
ATTRIBUTE_GROUPS(shim);

static int node_open(struct inode *inode, struct file *file)
{
	file->private_data = container_of(inode->i_cdev, struct shim, node);
	return 0;
}

static int node_mmap(struct file *file, struct vm_area_struct *area)
{
	struct shim *shim = file->private_data;

	return dma_mmap_coherent(&shim->pci->dev, area, shim->memory, shim->address, BUFFER_BYTES);
}

static const struct file_operations node_operations = {
	.owner = THIS_MODULE,
	.open = node_open,
	.mmap = node_mmap,
};

static int add_buffer(struct shim *shim)
{
	int result;

	result = dma_set_mask_and_coherent(&shim->pci->dev, DMA_BIT_MASK(32));
	if (result)
		return result;
	shim->memory = dmam_alloc_coherent(&shim->pci->dev, BUFFER_BYTES, &shim->address, GFP_KERNEL);
	if (!shim->memory)
		return -ENOMEM;
	result = alloc_chrdev_region(&shim->number, 0, 1, BUFFER_NAME);
	if (result)
		return result;
	cdev_init(&shim->node, &node_operations);
	result = cdev_add(&shim->node, shim->number, 1);
	if (result)
		return result;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 4, 0)
	shim->class = class_create("u-dma-buf");
#else
	shim->class = class_create(THIS_MODULE, "u-dma-buf");
#endif
	if (IS_ERR(shim->class))
		return PTR_ERR(shim->class);
	shim->device = device_create_with_groups(shim->class, &shim->pci->dev, shim->number, shim, shim_groups,
						 BUFFER_NAME);
	return PTR_ERR_OR_ZERO(shim->device);
}

static int shim_probe(struct pci_dev *pci, const struct pci_device_id *id)
{
	struct shim *shim = devm_kzalloc(&pci->dev, sizeof(*shim), GFP_KERNEL);
	int result;

	if (!shim)
		return -ENOMEM;
	result = pcim_enable_device(pci);
	if (result)
		return result;
	pci_set_master(pci);
	result = pci_alloc_irq_vectors(pci, 1, 1, PCI_IRQ_MSIX);
	if (result < 0)
		return result;
	shim->pci = pci;
	result = add_buffer(shim);
	if (result)
		return result;
	spin_lock_init(&shim->lock);
	shim->info.name = "ganax";
	shim->info.version = "1";
	shim->info.priv = shim;
	shim->info.irq = pci_irq_vector(pci, 0);
	shim->info.handler = shim_irq;
	shim->info.irqcontrol = shim_irqcontrol;
	shim->info.mem[0].name = "registers";
	shim->info.mem[0].memtype = UIO_MEM_PHYS;
	shim->info.mem[0].addr = pci_resource_start(pci, 0);
	shim->info.mem[0].size = pci_resource_len(pci, 0);
	return uio_register_device(&pci->dev, &shim->info);
}

/* Bound by driver_override only. It stays until the machine is switched off: there is no remove. */
static const struct pci_device_id shim_ids[] = { { } };
static struct pci_driver shim_driver = {
	.name = "ganax-uio-shim",
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
MODULE_DESCRIPTION("test shim: a PCI card as UIO device and u-dma-buf");
